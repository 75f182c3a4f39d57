package io.pinelink.local;

import io.pinelink.local.datalog.SnapshotBytes;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A snapshot of an {@link LocalServer}, with all its data, in memory. It can be {@linkplain
 * LocalServer#restore restored} to any server, any number of times. Immutable.
 */
public final class ServerSnapshot {
  private final SnapshotBytes content;

  ServerSnapshot(SnapshotBytes content) {
    this.content = content;
  }

  SnapshotBytes content() {
    return content;
  }

  /**
   * Reads a snapshot from a file that {@link #writeTo} wrote. The content is checked when it is
   * restored.
   */
  public static ServerSnapshot read(Path file) throws IOException {
    Objects.requireNonNull(file, "file is null");
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return new ServerSnapshot(SnapshotBytes.read(in, file.toString()));
    }
  }

  /** Writes the snapshot to a file, which replaces any file with the name. */
  public void writeTo(Path file) throws IOException {
    Objects.requireNonNull(file, "file is null");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      content.writeTo(out);
    }
  }

  /** Returns the size of the snapshot in bytes. */
  public long size() {
    return content.size();
  }

  /** Returns the size, without any content. */
  @Override
  public String toString() {
    return "ServerSnapshot[" + size() + " bytes]";
  }
}
