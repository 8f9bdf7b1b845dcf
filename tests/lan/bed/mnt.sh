#!/bin/bash
# mnt.sh "1 2 3" cifs|nfs 'mount options'
. "$(dirname "$0")/env.sh"
for g in $1; do
  case $2 in
  cifs) $PY $RIG/gx.py $g "umount -l /mnt/share 2>/dev/null; modprobe cifs; mount -t cifs //$SRV/hall /mnt/share -o username=root,password=hall,$3 && grep ' /mnt/share' /proc/mounts" 30 ;;
  nfs) $PY $RIG/gx.py $g "umount -l /mnt/share 2>/dev/null; modprobe nfsv4; mount -t nfs4 $SRV:/hall /mnt/share -o $3 && grep ' /mnt/share' /proc/mounts" 60 ;;
  esac
done
