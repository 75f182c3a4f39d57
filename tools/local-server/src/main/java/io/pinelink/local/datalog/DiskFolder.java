package io.pinelink.local.datalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** A directory on the disk. */
final class DiskFolder implements Folder {
  private final Path directory;

  DiskFolder(Path directory) {
    this.directory = directory;
  }

  @Override
  public String label(String name) {
    return directory.resolve(name).toString();
  }

  @Override
  public List<String> list() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  @Override
  public Output create(String name) throws IOException {
    Output created = append(name);
    created.shorten(0);
    return created;
  }

  @Override
  public Output append(String name) throws IOException {
    // Not a channel, which an interrupt of the thread would close.
    RandomAccessFile file = new RandomAccessFile(directory.resolve(name).toFile(), "rw");
    file.seek(file.length());
    return new Output() {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        file.write(bytes, offset, length);
      }

      @Override
      public void overwrite(long position, byte[] bytes, int length) throws IOException {
        long end = file.getFilePointer();
        file.seek(position);
        file.write(bytes, 0, length);
        file.seek(end);
      }

      @Override
      public void shorten(long length) throws IOException {
        file.setLength(length);
        file.seek(length);
      }

      @Override
      public void force() throws IOException {
        file.getFD().sync();
      }

      @Override
      public void close() throws IOException {
        file.close();
      }
    };
  }

  @Override
  public InputStream read(String name) throws IOException {
    return Files.newInputStream(directory.resolve(name));
  }

  @Override
  public long size(String name) throws IOException {
    return Files.size(directory.resolve(name));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(directory.resolve(from), directory.resolve(to), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(directory.resolve(name));
  }

  @Override
  public void force() throws IOException {
    if (System.getProperty("os.name", "").startsWith("Windows")) {
      return; // It opens no directories, and its file systems keep the order of renames.
    }
    try (FileChannel opened = FileChannel.open(directory, StandardOpenOption.READ)) {
      opened.force(true);
    }
  }
}
