package io.pinelink.local.datalog;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A reader of the frames of one file. Not thread-safe. */
final class LogFrameReader implements Closeable {
  private static final int BUFFER = 1 << 20;

  private final InputStream in;
  private final String label;
  private final byte[] header = new byte[Frames.FRAME_HEADER];
  private byte[] content = new byte[BUFFER];
  private int length;
  private long offset = Frames.FILE_HEADER;
  private long next = Frames.FILE_HEADER;
  private int link;

  /**
   * Opens a file and checks its header.
   *
   * @param label the file in messages
   */
  LogFrameReader(InputStream in, String label, int kind, long number) throws IOException {
    this.in = in;
    this.label = label;
    byte[] fileHeader = in.readNBytes(Frames.FILE_HEADER);
    if (fileHeader.length < Frames.FILE_HEADER) {
      throw DataFaults.damaged(label, fileHeader.length, "it ends within its header");
    }
    Frames.checkFileHeader(fileHeader, kind, number, label);
    link = Frames.firstLink(fileHeader);
  }

  /** Returns the offset of the current frame. */
  long offset() {
    return offset;
  }

  /** Returns the offset after the current frame. */
  long next() {
    return next;
  }

  /** Returns the link that the next frame follows. */
  int link() {
    return link;
  }

  byte[] content() {
    return content;
  }

  int length() {
    return length;
  }

  /**
   * Reads the next frame.
   *
   * @return false at the end of the file, which may be within a frame that was not written
   *     completely: {@link #next()} is then its offset
   */
  boolean read() throws IOException {
    offset = next;
    int got = in.readNBytes(header, 0, header.length);
    if (got < header.length) {
      return false;
    }
    BinaryReader fields = new BinaryReader(header, header.length);
    length = fields.int32();
    int checksum = fields.int32();
    int written = fields.int32();
    if (written != Frames.link(header, 0, link)) {
      if (isZero(header, header.length) && restIsZero()) {
        return false; // The file was extended, and the power failed before it was written.
      }
      throw DataFaults.damaged(
          label,
          offset,
          "an entry does not continue the one before it: either is damaged, or entries are missing,"
              + " repeated or in another order");
    }
    if (length < 1) {
      throw DataFaults.damaged(label, offset, "a frame has no content");
    }
    if (!readContent()) {
      return false;
    }
    if (checksum != Frames.checksum(content, 0, length)) {
      throw DataFaults.damaged(label, offset, "the checksum of its content is wrong");
    }
    next = offset + Frames.FRAME_HEADER + length;
    link = written;
    return true;
  }

  private boolean readContent() throws IOException {
    int got = 0;
    while (got < length) {
      if (got == content.length) {
        // Not at once: the length may be more than there is.
        content = java.util.Arrays.copyOf(content, (int) Math.min(length, 2L * content.length));
      }
      int read = in.readNBytes(content, got, Math.min(length, content.length) - got);
      if (read == 0) {
        return false;
      }
      got += read;
    }
    return true;
  }

  private boolean restIsZero() throws IOException {
    byte[] rest = new byte[BUFFER];
    for (int got = in.read(rest); got >= 0; got = in.read(rest)) {
      if (!isZero(rest, got)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isZero(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns the failure of a start with a frame that cannot be understood. */
  RuntimeException damaged(String what, @Nullable Throwable cause) {
    RuntimeException failure = DataFaults.damaged(label, offset, what);
    if (cause != null) {
      failure.addSuppressed(cause);
    }
    return failure;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
