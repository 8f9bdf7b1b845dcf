"""Lines of a mount table: one good mount of each kind."""

CIFS = (
    "25 21 0:22 / /mnt/hall\\040share rw,relatime - cifs //10.77.0.1/hall rw,vers=3.1.1,cache=none,username=root,soft,"
    "serverino,echo_interval=2,actimeo=0,closetimeo=0"
)

NFS = "26 21 0:23 / /mnt/nfs rw - nfs4 10.77.0.1:/hall rw,vers=4.2,hard,local_lock=none,lookupcache=pos"

DISK = "1 0 8:1 / / rw - ext4 /dev/sda rw"
