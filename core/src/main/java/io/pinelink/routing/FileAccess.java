package io.pinelink.routing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The owner, group and permissions of a file, which its replacement must keep. If the file is
 * missing or the file system has no POSIX permissions, the system's defaults apply.
 */
record FileAccess(@Nullable PosixFileAttributes held) {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final Set<PosixFilePermission> GROUP =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE);

  static FileAccess of(Path file) throws IOException {
    PosixFileAttributeView view = view(file);
    return new FileAccess(view == null || Files.notExists(file) ? null : view.readAttributes());
  }

  private static @Nullable PosixFileAttributeView view(Path file) {
    return Files.getFileAttributeView(file, PosixFileAttributeView.class);
  }

  /** Returns the attributes of the new file until {@link #giveTo}: access for its owner only. */
  FileAttribute<?>[] whileWriting() {
    return held == null
        ? new FileAttribute<?>[0]
        : new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)};
  }

  /** Applies this access to another file. If the group cannot be set, it loses its permissions. */
  void giveTo(Path file) throws IOException {
    PosixFileAttributeView view = view(file);
    if (held == null || view == null) {
      return;
    }
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    permissions.addAll(held.permissions());
    try {
      view.setGroup(held.group());
    } catch (IOException notAMember) {
      permissions.removeAll(GROUP);
    }
    view.setPermissions(permissions);
    try {
      view.setOwner(held.owner());
    } catch (IOException notRoot) {
      // The file then belongs to the user that wrote it.
    }
  }
}
