package io.pinelink.server.internal.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pinelink.server.internal.http.ConnectionInitializer;
import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GrpcFramingTest {
  @Test
  void aMessageIsDecompressed() throws IOException {
    byte[] message = {1, 2, 3};

    assertThat(GrpcFraming.decoded(true, zipped(message, 1), "gzip")).isEqualTo(message);
  }

  @Test
  void aSmallMessageThatDecompressesToMoreThanABodyMayHaveIsRefused() throws IOException {
    byte[] bomb =
        zipped(new byte[1024 * 1024], 1 + ConnectionInitializer.MAX_BODY_BYTES / 1024 / 1024);

    assertThat(bomb).hasSizeLessThan(100_000);
    assertThatExceptionOfType(RpcException.class)
        .isThrownBy(() -> GrpcFraming.decoded(true, bomb, "gzip"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(RpcCode.RESOURCE_EXHAUSTED));
  }

  private static byte[] zipped(byte[] part, int times) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      for (int i = 0; i < times; i++) {
        out.write(part);
      }
    }
    return zipped.toByteArray();
  }
}
