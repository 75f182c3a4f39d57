package io.pinelink.files.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.jspecify.annotations.Nullable;

/** The pages of a column in a row group, each of which is read when it is needed. */
final class ColumnPages implements PageReader {
  private final ColumnChunkMetaData chunk;
  private final PageCodecs codecs;
  private final ChunkInput input;

  /** The header that was read last, if its page was not. */
  private @Nullable PageHeader pending;

  private long valuesRead;

  ColumnPages(FileChannel file, ColumnChunkMetaData chunk, PageCodecs codecs) {
    this.chunk = chunk;
    this.codecs = codecs;
    this.input = new ChunkInput(file, chunk.getStartingPos(), chunk.getTotalSize());
  }

  @Override
  public long getTotalValueCount() {
    return chunk.getValueCount();
  }

  // Parquet expects null if no page exists.
  @SuppressWarnings("NullAway")
  @Override
  public DictionaryPage readDictionaryPage() {
    try {
      PageHeader header = header();
      if (header.getType() != PageType.DICTIONARY_PAGE) {
        pending = header;
        return null;
      }
      return new DictionaryPage(
          codecs.decompress(
              chunk.getCodec(),
              bytes(header.getCompressed_page_size()),
              header.getUncompressed_page_size()),
          header.getUncompressed_page_size(),
          header.getDictionary_page_header().getNum_values(),
          encoding(header.getDictionary_page_header().getEncoding()));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  // Parquet expects null if no page exists.
  @SuppressWarnings("NullAway")
  @Override
  public DataPage readPage() {
    try {
      while (valuesRead < chunk.getValueCount()) {
        PageHeader header = header();
        switch (header.getType()) {
          case DATA_PAGE -> {
            return first(header);
          }
          case DATA_PAGE_V2 -> {
            return second(header);
          }
          default -> input.skipNBytes(header.getCompressed_page_size());
        }
      }
      return null;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private PageHeader header() throws IOException {
    PageHeader header = pending == null ? Util.readPageHeader(input) : pending;
    pending = null;
    return header;
  }

  private DataPage first(PageHeader header) throws IOException {
    DataPageHeader page = present(header.getData_page_header());
    valuesRead += page.getNum_values();
    BytesInput bytes =
        codecs.decompress(
            chunk.getCodec(),
            bytes(header.getCompressed_page_size()),
            header.getUncompressed_page_size());
    return new DataPageV1(
        bytes,
        page.getNum_values(),
        header.getUncompressed_page_size(),
        noStatistics(),
        encoding(page.getRepetition_level_encoding()),
        encoding(page.getDefinition_level_encoding()),
        encoding(page.getEncoding()));
  }

  private DataPage second(PageHeader header) throws IOException {
    DataPageHeaderV2 page = present(header.getData_page_header_v2());
    valuesRead += page.getNum_values();
    int levelBytes =
        page.getRepetition_levels_byte_length() + page.getDefinition_levels_byte_length();
    BytesInput repetition = BytesInput.from(bytes(page.getRepetition_levels_byte_length()));
    BytesInput definition = BytesInput.from(bytes(page.getDefinition_levels_byte_length()));
    byte[] data = bytes(header.getCompressed_page_size() - levelBytes);
    boolean isCompressed = !page.isSetIs_compressed() || page.isIs_compressed();
    return DataPageV2.uncompressed(
        page.getNum_rows(),
        page.getNum_nulls(),
        page.getNum_values(),
        repetition,
        definition,
        encoding(page.getEncoding()),
        isCompressed && data.length > 0
            ? codecs.decompress(
                chunk.getCodec(), data, header.getUncompressed_page_size() - levelBytes)
            : BytesInput.from(data),
        noStatistics());
  }

  /** Returns nothing: statistics serve to skip pages, and all are read. */
  @SuppressWarnings("NullAway")
  private static Statistics<?> noStatistics() {
    return null;
  }

  private byte[] bytes(int count) throws IOException {
    if (count < 0 || count > input.left()) {
      throw new IOException("a page of column " + chunk.getPath() + " has " + count + " bytes");
    }
    byte[] bytes = input.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("the file ends inside column " + chunk.getPath());
    }
    return bytes;
  }

  private static Encoding encoding(org.apache.parquet.format.@Nullable Encoding encoding)
      throws IOException {
    return Encoding.valueOf(present(encoding).name());
  }

  private static <T> T present(@Nullable T part) throws IOException {
    if (part == null) {
      throw new IOException("the header of a page is incomplete");
    }
    return part;
  }

  private UncheckedIOException failed(IOException cause) {
    return new UncheckedIOException("column " + chunk.getPath() + ": " + cause.getMessage(), cause);
  }

  long bytesRead() {
    return input.bytesRead();
  }

  /** The bytes of the column in the file. */
  private static final class ChunkInput extends InputStream {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final FileChannel file;
    private final long start;
    private final long end;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    private final AtomicLong position = new AtomicLong();

    ChunkInput(FileChannel file, long start, long size) {
      this.file = file;
      this.start = start;
      this.end = start + size;
      this.position.set(start);
    }

    long left() {
      return end - position.get() + buffer.remaining();
    }

    long bytesRead() {
      return position.get() - start;
    }

    @Override
    public int read() throws IOException {
      return buffer.hasRemaining() || fill() ? buffer.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!buffer.hasRemaining() && !fill()) {
        return -1;
      }
      int count = Math.min(length, buffer.remaining());
      buffer.get(into, offset, count);
      return count;
    }

    private boolean fill() throws IOException {
      buffer.clear().limit((int) Math.min(BUFFER_BYTES, end - position.get()));
      int read = buffer.hasRemaining() ? file.read(buffer, position.get()) : -1;
      buffer.flip();
      position.addAndGet(Math.max(0, read));
      return read > 0;
    }
  }
}
