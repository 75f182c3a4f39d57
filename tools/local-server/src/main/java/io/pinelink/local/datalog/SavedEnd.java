package io.pinelink.local.datalog;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The record of how far the log has been saved. It is in a file of its own, so that a log that was
 * cut off, or replaced by an older copy, is noticed. Each record replaces the older one of two, so
 * that one is complete if the process is killed. Not thread-safe.
 */
final class SavedEnd implements Closeable {
  static final String FILE = "end";

  private static final Logger LOG = System.getLogger(SavedEnd.class.getName());
  private static final int RECORD = 20;
  private static final int RECORDS = 2;

  private final Folder.Output file;
  private final BinaryWriter record = new BinaryWriter();
  private int next;

  /** The position in the log up to which it has been saved. */
  record Position(long number, long length) {
    boolean isAfter(Position other) {
      return number > other.number || (number == other.number && length > other.length);
    }
  }

  private SavedEnd(Folder.Output file) {
    this.file = file;
  }

  /** Returns the last record of a folder; null if there is none. */
  static @Nullable Position read(Folder folder) throws IOException {
    if (!folder.list().contains(FILE)) {
      return null;
    }
    byte[] bytes;
    try (InputStream in = folder.read(FILE)) {
      bytes = in.readNBytes(RECORDS * RECORD);
    }
    Position last = null;
    // The process may have been killed while it created the file, or wrote the first record.
    boolean isNew = Arrays.equals(bytes, new byte[bytes.length]);
    boolean isCut = bytes.length < RECORDS * RECORD && !isNew;
    for (int start = 0; start + RECORD <= bytes.length; start += RECORD) {
      if (Arrays.equals(bytes, start, start + RECORD, new byte[RECORD], 0, RECORD)) {
        isNew = true;
        continue;
      }
      BinaryReader in = new BinaryReader(bytes, bytes.length);
      in.skip(start);
      Position position = new Position(in.int64(), in.int64());
      if (in.int32() == Frames.checksum(bytes, start, RECORD - Integer.BYTES)
          && (last == null || position.isAfter(last))) {
        last = position;
      }
    }
    if (isCut || (last == null && !isNew)) {
      String label = folder.label(FILE);
      throw DataFaults.refused(
          label
              + " is damaged at offset 0: "
              + (isCut ? "it was cut off" : "the checksums of its records are wrong")
              + ". Restore the file from a copy. To start with what the log has, delete "
              + label);
    }
    return last;
  }

  /** Opens the record of a folder, which continues with a position. */
  static SavedEnd open(Folder folder, Position position) throws IOException {
    boolean exists = folder.list().contains(FILE) && folder.size(FILE) == RECORDS * RECORD;
    Folder.Output file = exists ? folder.append(FILE) : folder.create(FILE);
    if (!exists) {
      // Records take no room later, also on a full disk.
      file.write(new byte[RECORDS * RECORD], 0, RECORDS * RECORD);
    }
    SavedEnd opened = new SavedEnd(file);
    opened.save(position);
    return opened;
  }

  /** Records a position. If this fails, the earlier record stays, by which less is noticed. */
  void save(Position position) {
    record.shorten(0);
    record.int64(position.number());
    record.int64(position.length());
    record.int32(Frames.checksum(record.array(), 0, record.size()));
    try {
      file.overwrite((long) next * RECORD, record.array(), record.size());
      next = (next + 1) % RECORDS;
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the end of the log cannot be recorded", e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
