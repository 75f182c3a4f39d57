package io.pinelink.files.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Decompression of pages. Gzip is the JDK's, since Parquet's own needs Hadoop. */
final class PageCodecs {
  private static final int PAGE_BYTES = 1024 * 1024;

  private final CodecFactory parquet =
      new CodecFactory(new PlainParquetConfiguration(), PAGE_BYTES);

  /** Decompresses a page into memory of its own. */
  BytesInput decompress(CompressionCodecName codec, byte[] page, int size) throws IOException {
    return switch (codec) {
      case UNCOMPRESSED -> BytesInput.from(page);
      case GZIP -> BytesInput.from(gunzip(page, size));
      case SNAPPY, ZSTD ->
          BytesInput.from(
              // A decompressor's result is valid until the next one.
              parquet
                  .getDecompressor(codec)
                  .decompress(BytesInput.from(page), size)
                  .toInputStream()
                  .readNBytes(size));
      default ->
          throw new IOException(
              "compression " + codec + " is not supported, expected none, snappy, zstd or gzip");
    };
  }

  private static byte[] gunzip(byte[] page, int size) throws IOException {
    try (InputStream unzipped = new GZIPInputStream(BytesInput.from(page).toInputStream())) {
      return unzipped.readNBytes(size);
    }
  }

  void release() {
    parquet.release();
  }
}
