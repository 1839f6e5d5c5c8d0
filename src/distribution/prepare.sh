#!/bin/sh
# Makes what the archive holds beside jars: the completion script and the start cache. The virtual
# machine compares the times of the jars with those it saw when the cache was made, and the archive
# gives all its files one time: theirs has to be it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
gatehouse=$here/../../bin/gatehouse
unset GATEHOUSE_CLASSPATH
mkdir -p "$here/target/completion"
"$gatehouse" completion > "$here/target/completion/gatehouse"
find "$here/target/lib" -name '*.jar' -exec touch -d "$1" {} +
exec "$gatehouse" prepare
