package io.pinelink.examples;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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
 * A file of the embeddings of many texts, so that they are computed only once.
 *
 * <p>The file begins with a line of text that names the model, the dimension, the count and a
 * checksum of the texts; the floats follow, 4 bytes each, big-endian. A file with another first
 * line is stale and is replaced. While it is being filled, its name ends in {@code .part}; filling
 * resumes where it stopped, even after a kill. Not thread-safe.
 */
final class EmbeddingCache {
  private static final int BATCH = 64;

  private final Path file;
  private final Path part;
  private final int dimension;
  private final List<String> texts;
  private final byte[] header;

  /**
   * Creates the cache without opening its file.
   *
   * @param file the file of the embeddings; its directory is created if needed
   * @param model the name of the embedding model
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

  /** Returns whether the file contains all embeddings. */
  boolean isWhole() throws IOException {
    return isOurs(file) && Files.size(file) == end(texts.size());
  }

  /**
   * Computes the missing embeddings. Waits while another process does.
   *
   * @param embed returns an embedding for each text, in the same order
   * @param progress receives the number of embeddings so far, including earlier runs
   */
  void fill(Function<List<String>, List<float[]>> embed, IntConsumer progress) throws IOException {
    if (isWhole()) {
      return;
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (FileChannel channel =
        FileChannel.open(
            part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      channel.lock();
      if (isWhole()) {
        return;
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
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Positions the channel after the last complete embedding, and returns their count. */
  private int begin(FileChannel channel) throws IOException {
    // Reads through this channel: closing another one would release the lock.
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
   * Opens the embeddings for reading in the order of the texts.
   *
   * @throws IllegalStateException if some are missing
   */
  Reader read() throws IOException {
    if (!isWhole()) {
      throw new IllegalStateException(file + " is incomplete, or belongs to other texts");
    }
    FileChannel channel = FileChannel.open(file);
    channel.position(header.length);
    return new Reader(channel);
  }

  /** A sequential reader of the embeddings that keeps a few in memory. */
  final class Reader implements Closeable {
    private final FileChannel channel;
    private final ByteBuffer batch = ByteBuffer.allocate((int) (BATCH * bytesOfOne())).limit(0);

    private Reader(FileChannel channel) {
      this.channel = channel;
    }

    /** Returns the next embedding; there is one for each text. */
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
