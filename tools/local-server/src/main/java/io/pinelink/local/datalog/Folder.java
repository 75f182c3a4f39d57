package io.pinelink.local.datalog;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The file operations on a data directory, all of which are visible to tests as single steps. */
interface Folder {
  /** Returns the name of a file in messages. */
  String label(String name);

  List<String> list() throws IOException;

  /** Opens an empty file for writing, which replaces any file with the name. */
  Output create(String name) throws IOException;

  /** Opens an existing file for writing at its end. */
  Output append(String name) throws IOException;

  InputStream read(String name) throws IOException;

  long size(String name) throws IOException;

  /** Renames a file atomically; it replaces any file with the new name. */
  void rename(String from, String to) throws IOException;

  void delete(String name) throws IOException;

  /** Returns when the names of all files are on the disk. */
  void force() throws IOException;

  /** A file that is written at its end. Not thread-safe. */
  interface Output extends Closeable {
    void write(byte[] bytes, int offset, int length) throws IOException;

    /** Replaces existing content, which is as long or longer. */
    void overwrite(long position, byte[] bytes, int length) throws IOException;

    /** Removes everything after a length. */
    void shorten(long length) throws IOException;

    /** Returns when the content is on the disk. */
    void force() throws IOException;
  }
}
