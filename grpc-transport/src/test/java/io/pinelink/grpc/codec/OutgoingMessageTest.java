package io.pinelink.grpc.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grpc.Drainable;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingMessageTest {
  private static final QueryRequest QUERY = QueryRequest.nearestTo("a");

  private static byte[] bytes(OutgoingMessage message) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    message.writeTo(out);
    return out.toByteArray();
  }

  /** gRPC may request the bytes long after the call has returned, when there is a connection. */
  @Test
  void arraysMayBeReusedBeforeTheBytesAreWritten() throws IOException {
    float[] values = new float[5_000];
    Arrays.fill(values, 1);
    OutgoingMessage upsert = VectorEncoder.upsert(UpsertRequest.of(Vector.of("a", values)), "n");
    OutgoingMessage query = VectorEncoder.query(QueryRequest.nearest(values), "n");
    byte[] upsertBytes = bytes(upsert);
    byte[] queryBytes = bytes(query);

    Arrays.fill(values, 2);

    assertThat(bytes(upsert)).isEqualTo(upsertBytes);
    assertThat(bytes(query)).isEqualTo(queryBytes);
  }

  @Test
  void isReadByteByByteOrDrainedHalfway() throws IOException {
    OutgoingMessage message = VectorEncoder.query(QUERY, "n");
    byte[] expected = bytes(message);
    InputStream stream = new OutgoingMarshaller().stream(message);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    out.write(stream.read());
    assertThat(stream.available()).isEqualTo(expected.length - 1);
    assertThat(((Drainable) stream).drainTo(out)).isEqualTo(expected.length - 1);

    assertThat(out.toByteArray()).isEqualTo(expected);
    assertThat(stream.read()).isEqualTo(-1);
    assertThat(((Drainable) stream).drainTo(out)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "\uDE00", "a\uD83Db", "é\uD83D", "\uDE00\uD83D"})
  void halfASurrogatePairIsWrittenAsTheGeneratedClassesWriteIt(String namespace)
      throws IOException {
    assertThat(bytes(VectorEncoder.query(QUERY, namespace)))
        .isEqualTo(ByGeneratedClasses.query(QUERY, namespace).toByteArray());
  }

  @Test
  void aMessageThatProtobufDoesNotAllowIsRefusedBeforeItIsWritten() {
    // 27,000 times 20,000 floats are 2.16 GB.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OutgoingMessage.of(sink -> writeFloats(sink, 27_000)))
        .withMessageContaining("2 GiB");
    assertThat(OutgoingMessage.of(sink -> writeFloats(sink, 26_000)).length())
        .isEqualTo(26_000 * (1 + 3 + 80_000));
  }

  private static void writeFloats(FieldWriter sink, int times) {
    for (int i = 0; i < times; i++) {
      sink.floats(1, 20_000, (target, position, length) -> {});
    }
  }

  @Test
  void buffersForManyMessagesAreNotKept() {
    MessageLengths lengths = new MessageLengths();
    assertThat(lengths.isWorthKeeping()).isTrue();

    for (int i = 0; i < 100_000; i++) {
      lengths.end(lengths.begin(1));
    }
    lengths.clear();

    assertThat(lengths.isWorthKeeping()).isFalse();
  }

  @Test
  void aBrokenStreamDoesNotBreakTheMessage() throws IOException {
    OutgoingMessage message = VectorEncoder.query(QUERY, "n");
    OutputStream broken = OutputStream.nullOutputStream();
    broken.close();

    assertThatIOException().isThrownBy(() -> message.writeTo(broken));
    assertThat(bytes(message)).hasSize(message.length());
  }
}
