package io.pinelink.files.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** The bytes of a text file, without its compression and its byte order mark. */
final class ByteInput implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int MAX_START = 4 * 1024;

  private final Counted counted;
  private final PushbackInputStream content;
  private final OptionalLong totalBytes;

  private ByteInput(Counted counted, PushbackInputStream content, OptionalLong totalBytes) {
    this.counted = counted;
    this.content = content;
    this.totalBytes = totalBytes;
  }

  static ByteInput open(Path file) throws IOException {
    InputStream stream = Files.newInputStream(file);
    try {
      return of(
          stream,
          Files.isRegularFile(file) ? OptionalLong.of(Files.size(file)) : OptionalLong.empty());
    } catch (IOException | RuntimeException | Error e) {
      stream.close();
      throw e;
    }
  }

  static ByteInput of(InputStream stream) throws IOException {
    return of(stream, OptionalLong.empty());
  }

  private static ByteInput of(InputStream stream, OptionalLong totalBytes) throws IOException {
    Counted counted = new Counted(stream);
    PushbackInputStream start =
        new PushbackInputStream(new BufferedInputStream(counted, BUFFER_BYTES), 3);
    byte[] magic = start.readNBytes(2);
    start.unread(magic);
    boolean gzip = magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
    InputStream content = gzip ? new GZIPInputStream(start, BUFFER_BYTES) : start;
    return new ByteInput(counted, withoutMark(content), totalBytes);
  }

  /**
   * Returns what a pattern matches at the beginning, without reading it. It looks no further than
   * needed, since more may not have arrived yet.
   *
   * @param pattern a pattern of ASCII characters
   */
  Optional<String> startsWith(Pattern pattern) throws IOException {
    byte[] start = new byte[MAX_START];
    int length = 0;
    Matcher matcher;
    boolean matches;
    boolean more;
    do {
      int read = content.read(start, length, start.length - length);
      more = read > 0;
      length += Math.max(0, read);
      matcher = pattern.matcher(new String(start, 0, length, ISO_8859_1));
      matches = matcher.lookingAt();
    } while (!matches && matcher.hitEnd() && more && length < start.length);
    content.unread(start, 0, length);
    return matches ? Optional.of(matcher.group()) : Optional.empty();
  }

  /** Skips a number of bytes that are known to exist. */
  void skip(int bytes) throws IOException {
    content.skipNBytes(bytes);
  }

  /** Skips the byte order mark of UTF-8 that some programs write first. */
  private static PushbackInputStream withoutMark(InputStream content) throws IOException {
    PushbackInputStream start = new PushbackInputStream(content, MAX_START);
    byte[] first = start.readNBytes(3);
    boolean isMark =
        first.length == 3
            && first[0] == (byte) 0xef
            && first[1] == (byte) 0xbb
            && first[2] == (byte) 0xbf;
    if (!isMark) {
      start.unread(first);
    }
    return start;
  }

  /** Reads up to as many bytes as the array has; -1 at the end. */
  int read(byte[] into) throws IOException {
    return content.read(into);
  }

  long bytesRead() {
    return counted.count.get();
  }

  OptionalLong totalBytes() {
    return totalBytes;
  }

  @Override
  public void close() throws IOException {
    content.close();
  }

  /** Counts the bytes as they are on disk. */
  private static final class Counted extends FilterInputStream {
    private final AtomicLong count = new AtomicLong();

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = in.read();
      if (read >= 0) {
        count.incrementAndGet();
      }
      return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = in.read(into, offset, length);
      if (read > 0) {
        count.addAndGet(read);
      }
      return read;
    }
  }
}
