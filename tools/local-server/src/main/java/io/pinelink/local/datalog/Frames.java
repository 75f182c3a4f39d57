package io.pinelink.local.datalog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The format of a file: a header, then frames.
 *
 * <p>The header has the magic number, the version of the format, the kind of the file, its number,
 * and the checksum of these. A frame has the length and the checksum of its content, the link, and
 * its content. The link is a checksum of the length, the checksum and the link of the frame before,
 * or the checksum of the file's header: a frame that is missing, repeated or in another place
 * breaks the chain. A file that a process stopped writing ends within a frame; the link
 * distinguishes this from a damaged length.
 */
final class Frames {
  static final int FILE_HEADER = 28;
  static final int FRAME_HEADER = 12;

  /** The version of the format that this class writes, and the only one that it reads. */
  static final int VERSION = 2;

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
    if (version != VERSION) {
      throw DataFaults.refused(
          label
              + " has version "
              + version
              + " of the format, and this server reads version "
              + VERSION
              + ": use the server that wrote it, or a newer one");
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

  /**
   * Ends the frame that began at a position, and returns its link.
   *
   * @param previous the link of the frame before, or the first link of the file
   */
  static int end(BinaryWriter out, int start, int previous) {
    int content = start + FRAME_HEADER;
    int length = out.size() - content;
    out.setInt32(start, length);
    out.setInt32(start + 4, checksum(out.array(), content, length));
    int link = link(out.array(), start, previous);
    out.setInt32(start + 8, link);
    return link;
  }

  /** Returns the link of the frame whose length and checksum begin at a position. */
  static int link(byte[] bytes, int start, int previous) {
    CRC32C checksum = new CRC32C();
    checksum.update(previous);
    checksum.update(previous >>> 8);
    checksum.update(previous >>> 16);
    checksum.update(previous >>> 24);
    checksum.update(bytes, start, 8);
    return (int) checksum.getValue();
  }

  /** Returns the first link of a file, which its first frame follows. */
  static int firstLink(int kind, long number) {
    return firstLink(fileHeader(kind, number));
  }

  static int firstLink(byte[] fileHeader) {
    return checksum(fileHeader, 0, FILE_HEADER - Integer.BYTES);
  }

  static int checksum(byte[] bytes, int offset, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, offset, length);
    return (int) checksum.getValue();
  }
}
