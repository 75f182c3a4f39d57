package io.pinelink.examples;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.zip.CRC32C;

/**
 * The embeddings of many texts in a file, so that they are computed once.
 *
 * <p>The file begins with a line of text that names the model, the dimension, the count and a
 * checksum of the texts; the floats follow, 4 bytes each, the highest first. A file whose first
 * line is another is stale, and is made anew. While it is being filled it has {@code .part} at the
 * end of its name; filling goes on where it was left off, also after a kill. Not thread-safe.
 */
final class EmbeddingCache {
  private static final int BATCH = 64;

  private final Path file;
  private final Path part;
  private final int dimension;
  private final List<String> texts;
  private final byte[] header;

  /**
   * Opens nothing yet.
   *
   * @param file where the embeddings are, or will be; its directory is made
   * @param model the name of what embeds
   */
  EmbeddingCache(Path file, String model, int dimension, List<String> texts) {
    this.file = file;
    this.part = file.resolveSibling(file.getFileName() + ".part");
    this.dimension = dimension;
    this.texts = texts;
    this.header =
        "embeddings version=1 model=%s dimension=%d count=%d texts=%08x\n"
            .formatted(model, dimension, texts.size(), checksum(texts))
            .getBytes(StandardCharsets.UTF_8);
  }

  private static long checksum(List<String> texts) {
    CRC32C checksum = new CRC32C();
    for (String text : texts) {
      checksum.update(text.getBytes(StandardCharsets.UTF_8));
      checksum.update('\n');
    }
    return checksum.getValue();
  }

  /** Whether all embeddings are there. */
  boolean isWhole() throws IOException {
    return isOurs(file) && Files.size(file) == end(texts.size());
  }

  /**
   * Computes what is missing.
   *
   * @param embed gives an embedding for each text, in the same order
   * @param progress hears how many there are, those of earlier runs with them
   * @throws IllegalStateException if another process is at it
   */
  void fill(Function<List<String>, List<float[]>> embed, IntConsumer progress) throws IOException {
    if (isWhole()) {
      return;
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (FileChannel channel =
            FileChannel.open(
                part,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw new IllegalStateException("another process is filling " + part);
      }
      int done = begin(channel);
      while (done < texts.size()) {
        List<float[]> batch =
            embed.apply(texts.subList(done, Math.min(done + BATCH, texts.size())));
        write(channel, bytes(batch));
        done += batch.size();
        progress.accept(done);
      }
      channel.force(true);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Goes to the end of the whole embeddings that there are; their count. */
  private int begin(FileChannel channel) throws IOException {
    // Not by another channel: closing that would give up the lock.
    if (!isOurs(channel)) {
      channel.truncate(0).position(0);
      write(channel, ByteBuffer.wrap(header));
      return 0;
    }
    long done = Math.min(texts.size(), (channel.size() - header.length) / bytesOfOne());
    channel.truncate(end(done)).position(end(done));
    return (int) done;
  }

  private boolean isOurs(Path candidate) throws IOException {
    if (!Files.exists(candidate)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(candidate)) {
      return isOurs(channel);
    }
  }

  private boolean isOurs(FileChannel channel) throws IOException {
    ByteBuffer first = ByteBuffer.allocate(header.length);
    return readFully(channel, first) && Arrays.equals(first.array(), header);
  }

  private ByteBuffer bytes(List<float[]> embeddings) {
    ByteBuffer bytes = ByteBuffer.allocate((int) (embeddings.size() * bytesOfOne()));
    for (float[] embedding : embeddings) {
      if (embedding.length != dimension) {
        throw new IllegalStateException(
            "an embedding has " + embedding.length + " values, not " + dimension);
      }
      for (float value : embedding) {
        bytes.putFloat(value);
      }
    }
    return bytes.flip();
  }

  private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static boolean readFully(FileChannel channel, ByteBuffer target) throws IOException {
    while (target.hasRemaining()) {
      if (channel.read(target) < 0) {
        return false;
      }
    }
    return true;
  }

  private long bytesOfOne() {
    return (long) dimension * Float.BYTES;
  }

  private long end(long count) {
    return header.length + count * bytesOfOne();
  }

  /**
   * Opens the embeddings to be read in the order of the texts.
   *
   * @throws IllegalStateException if not all are there
   */
  Reader read() throws IOException {
    if (!isWhole()) {
      throw new IllegalStateException(file + " is not whole, or is of other texts");
    }
    FileChannel channel = FileChannel.open(file);
    channel.position(header.length);
    return new Reader(channel);
  }

  /** Reads one embedding after another; memory holds a few. */
  final class Reader implements Closeable {
    private final FileChannel channel;
    private final ByteBuffer batch = ByteBuffer.allocate((int) (BATCH * bytesOfOne())).limit(0);

    private Reader(FileChannel channel) {
      this.channel = channel;
    }

    /** The next one; there are as many as texts. */
    float[] next() throws IOException {
      if (!batch.hasRemaining()) {
        batch.clear();
        batch.limit((int) Math.min(batch.capacity(), channel.size() - channel.position()));
        if (!batch.hasRemaining() || !readFully(channel, batch)) {
          throw new IOException(file + " has no more embeddings");
        }
        batch.flip();
      }
      float[] values = new float[dimension];
      batch.asFloatBuffer().get(values);
      batch.position(batch.position() + (int) bytesOfOne());
      return values;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
