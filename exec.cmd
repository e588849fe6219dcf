@rem The scripts of package.json say "exec", so that a signal reaches Node.js and not a shell. On Windows, this is exec.
@%*
