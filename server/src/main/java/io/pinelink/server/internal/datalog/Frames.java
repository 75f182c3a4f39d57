package io.pinelink.server.internal.datalog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The format of a file: a header, then frames.
 *
 * <p>The header has the magic number, the version of the format, the kind of the file, its number,
 * and the checksum of these. A frame has the length and the checksum of its content, the checksum
 * of these two, and its content. A file that a process stopped writing ends within a frame; the
 * checksum of the length distinguishes this from a damaged length.
 */
final class Frames {
  static final int FILE_HEADER = 28;
  static final int FRAME_HEADER = 12;

  /** The version of the format that this class writes, and the newest that it reads. */
  static final int VERSION = 1;

  static final int LOG = 1;
  static final int SNAPSHOT = 2;

  private static final byte[] MAGIC = "PINELINK".getBytes(StandardCharsets.US_ASCII);

  private Frames() {}

  static byte[] fileHeader(int kind, long number) {
    BinaryWriter out = new BinaryWriter();
    out.octetsOnly(MAGIC);
    out.int32(VERSION);
    out.int32(kind);
    out.int64(number);
    out.int32(checksum(out.array(), 0, out.size()));
    return Arrays.copyOf(out.array(), out.size());
  }

  /**
   * Checks the header of a file.
   *
   * @param label the file in messages
   */
  static void checkFileHeader(byte[] header, int kind, long number, String label) {
    if (!Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw DataFaults.damaged(label, 0, "it does not begin with PINELINK");
    }
    BinaryReader in = new BinaryReader(header, FILE_HEADER);
    in.skip(MAGIC.length);
    int version = in.int32();
    int actualKind = in.int32();
    long actualNumber = in.int64();
    if (in.int32() != checksum(header, 0, FILE_HEADER - Integer.BYTES)) {
      throw DataFaults.damaged(label, 0, "the checksum of its header is wrong");
    }
    if (version > VERSION) {
      throw DataFaults.refused(
          label
              + " has version "
              + version
              + " of the format, and this server reads versions up to "
              + VERSION
              + ": use a newer server");
    }
    if (actualKind != kind || actualNumber != number) {
      throw DataFaults.damaged(label, 0, "it is another file under this name");
    }
  }

  /** Begins a frame; its content follows. */
  static int begin(BinaryWriter out) {
    int start = out.size();
    out.int32(0);
    out.int32(0);
    out.int32(0);
    return start;
  }

  /** Ends the frame that began at a position. */
  static void end(BinaryWriter out, int start) {
    int content = start + FRAME_HEADER;
    int length = out.size() - content;
    out.setInt32(start, length);
    out.setInt32(start + 4, checksum(out.array(), content, length));
    out.setInt32(start + 8, checksum(out.array(), start, 8));
  }

  static int checksum(byte[] bytes, int offset, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, offset, length);
    return (int) checksum.getValue();
  }
}
