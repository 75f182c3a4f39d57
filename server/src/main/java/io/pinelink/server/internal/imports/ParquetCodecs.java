package io.pinelink.server.internal.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Compression codecs that do not need Hadoop: gzip of the JDK, since Parquet's gzip codec needs
 * Hadoop's classes, and Parquet's own codecs otherwise.
 */
final class ParquetCodecs implements CompressionCodecFactory {
  private static final int PAGE_BYTES = 1024 * 1024;

  private final CodecFactory others = new CodecFactory(new PlainParquetConfiguration(), PAGE_BYTES);

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return switch (codec) {
      case GZIP -> new Gunzip();
      case UNCOMPRESSED, SNAPPY, ZSTD -> others.getDecompressor(codec);
      default -> throw new IllegalArgumentException("compression " + codec + " is not supported");
    };
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    return others.getCompressor(codec);
  }

  @Override
  public void release() {
    others.release();
  }

  private static final class Gunzip implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      return BytesInput.from(gunzip(bytes.toInputStream(), size));
    }

    @Override
    public void decompress(ByteBuffer in, int inSize, ByteBuffer out, int outSize)
        throws IOException {
      out.put(gunzip(BytesInput.from(in).toInputStream(), outSize));
    }

    private static byte[] gunzip(InputStream in, int size) throws IOException {
      try (InputStream unzipped = new GZIPInputStream(in)) {
        return unzipped.readNBytes(size);
      }
    }

    @Override
    public void release() {
      // There are no resources to release.
    }
  }
}
