package io.pinelink.grpc.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.grpc.Metadata;
import io.pinelink.spi.ErrorDetails;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StatusDetailsTest {
  private static final Metadata.Key<byte[]> KEY =
      Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    fields.write(out);
    out.flush();
    return bytes.toByteArray();
  }

  /** A {@code google.rpc.Status} whose details are another message and an error info. */
  private static byte[] status(String type) throws IOException {
    byte[] entry =
        message(
            out -> {
              out.writeString(1, "target_namespace");
              out.writeString(2, "v1");
            });
    byte[] info =
        message(
            out -> {
              out.writeString(1, "ALIAS_ALREADY_EXISTS");
              out.writeString(2, "pinecone.io");
              out.writeByteArray(3, entry);
            });
    Any other = Any.newBuilder().setTypeUrl("type.googleapis.com/google.rpc.Help").build();
    Any detail = Any.newBuilder().setTypeUrl(type).setValue(ByteString.copyFrom(info)).build();
    return message(
        out -> {
          out.writeInt32(1, 6);
          out.writeString(2, "exists");
          out.writeByteArray(3, other.toByteArray());
          out.writeByteArray(3, detail.toByteArray());
        });
  }

  private static ErrorDetails read(byte[] status) {
    Metadata trailers = new Metadata();
    trailers.put(KEY, status);
    return StatusDetails.of(trailers);
  }

  @Test
  void theErrorInfoIsRead() throws IOException {
    assertThat(read(status("type.googleapis.com/google.rpc.ErrorInfo")))
        .isEqualTo(new ErrorDetails("ALIAS_ALREADY_EXISTS", Map.of("target_namespace", "v1")));
  }

  @Test
  void otherDetailsAreNotAReason() throws IOException {
    assertThat(read(status("type.googleapis.com/google.rpc.BadRequest")))
        .isEqualTo(ErrorDetails.NONE);
  }

  @Test
  void noTrailersHaveNoReason() {
    assertThat(StatusDetails.of(null)).isEqualTo(ErrorDetails.NONE);
    assertThat(StatusDetails.of(new Metadata())).isEqualTo(ErrorDetails.NONE);
    assertThat(read(new byte[0])).isEqualTo(ErrorDetails.NONE);
  }

  @Test
  void everyTruncationCountsAsMissingOrIsRead() throws IOException {
    byte[] whole = status("type.googleapis.com/google.rpc.ErrorInfo");

    for (int length = 0; length < whole.length; length++) {
      assertThat(read(Arrays.copyOf(whole, length)).reason()).as("length %d", length).isNull();
    }
  }

  @Test
  void damagedDetailsAreNotAFailure() throws IOException {
    byte[] whole = status("type.googleapis.com/google.rpc.ErrorInfo");
    SplittableRandom random = new SplittableRandom(7);

    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      assertThat(read(damaged)).isNotNull();
    }
  }
}
