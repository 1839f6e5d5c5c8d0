#!/bin/sh
# Makes the archive's start cache. The virtual machine compares the times of the jars with those it
# saw when the cache was made, and the archive gives all its files one time: theirs has to be it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
find "$here/target/lib" -name '*.jar' -exec touch -d "$1" {} +
unset GATEHOUSE_CLASSPATH
exec "$here/../../bin/gatehouse" prepare
