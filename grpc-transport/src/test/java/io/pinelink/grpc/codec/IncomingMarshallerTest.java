package io.pinelink.grpc.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import com.google.protobuf.Value;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.pinelink.grpc.proto.QueryResponse;
import io.pinelink.grpc.proto.ScoredVector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncomingMarshallerTest {
  private static final IncomingMarshaller<Integer> LENGTH =
      new IncomingMarshaller<>(
          message -> {
            int length = 0;
            for (int tag = message.tag(); tag != 0; tag = message.tag()) {
              length += message.text().length();
            }
            return length;
          });

  private static byte[] text(int length) {
    return QueryResponse.newBuilder().setNamespace("x".repeat(length)).build().toByteArray();
  }

  /** Lengths below and above the kept buffer size, and back. */
  @Test
  void aMessageMayHaveAnyLength() {
    for (int length : new int[] {1, 100_000, 1 << 20, 3 << 20, 5, 16_384, 0}) {
      assertThat(LENGTH.parse(new ByteArrayInputStream(text(length)))).isEqualTo(length);
    }
  }

  /** Messages that decompress to more than 1 GiB, if the caller allows that much. */
  @Test
  void aBufferGrowsUpToTheMaxArraySize() throws IOException {
    int largest = Integer.MAX_VALUE - 8;

    assertThat(ReadBuffer.sizeAfter(1 << 20)).isEqualTo(1 << 21);
    assertThat(ReadBuffer.sizeAfter(1 << 30)).isEqualTo(largest);
    assertThatThrownBy(() -> ReadBuffer.sizeAfter(largest)).isInstanceOf(IOException.class);
  }

  @Test
  void aStreamMayGiveAFewBytesAtATime() {
    byte[] bytes = text(100_000);
    InputStream few =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 7));
          }
        };

    assertThat(LENGTH.parse(few)).isEqualTo(100_000);
  }

  @Test
  void aBrokenStreamIsAnUnreadableMessage() throws IOException {
    InputStream broken = InputStream.nullInputStream();
    broken.close();

    assertThatThrownBy(() -> LENGTH.parse(broken))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL))
        .hasCauseInstanceOf(InvalidProtocolBufferException.class);
  }

  @Test
  void threadsDoNotReadEachOthersMessages() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Callable<Boolean>> reads = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      String id = "id-" + i;
      byte[] bytes =
          QueryResponse.newBuilder()
              .addMatches(ScoredVector.newBuilder().setId(id).addValues(i))
              .build()
              .toByteArray();
      reads.add(
          () -> HotAnswer.QUERY.fromWire(bytes).equals(HotAnswer.QUERY.byGeneratedClasses(bytes)));
    }
    for (Future<Boolean> alike : threads.invokeAll(reads)) {
      assertThat(alike.get()).isTrue();
    }
    threads.shutdownNow();
  }

  @ParameterizedTest
  @CsvSource({"32, true", "33, false", "10000, false"})
  void messagesNestAsDeepAsProtobufAllows(int structs, boolean readable) {
    // Match, metadata, entry and value make 4 levels; each struct in the value adds 3.
    ByteString value = ByteString.EMPTY;
    for (int i = 0; i < structs; i++) {
      value = nested(5, nested(1, nested(2, value)));
    }
    byte[] bytes = nested(2, nested(4, nested(1, nested(2, value)))).toByteArray();

    assertThat(HotAnswer.QUERY.fromWire(bytes) != HotAnswer.REFUSED).isEqualTo(readable);
    assertThat(HotAnswer.QUERY.byGeneratedClasses(bytes) != HotAnswer.REFUSED).isEqualTo(readable);
  }

  private static ByteString nested(int field, ByteString bytes) {
    Field once = Field.newBuilder().addLengthDelimited(bytes).build();
    return UnknownFieldSet.newBuilder().addField(field, once).build().toByteString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00", // the field 0
        "1a", // no length
        "1a02", // less than its length
        "1affffffff0f", // a negative length
        "1affffffff07", // a length of two billion
        "1affffffffffffffffffff01", // a length that is not terminated
        "16", // an undefined wire type
        "0f",
        "13", // a group that is not terminated
        "131c", // a group that ends as another one
        "14", // an end without a group
        "22010a", // a message that ends within a field
        "1201", // the same at the end of the message
        "1a01c3", // half a character
        "1a02c0af", // a slash in two bytes
        "1a03eda080", // half a surrogate pair
        "12031a0100", // a quarter of a float
        "12062a040a020102", // two indices and no value
      })
  void malformedMessagesAreRefused(String hex) {
    byte[] bytes = ByteString.fromHex(hex).toByteArray();

    assertThat(HotAnswer.QUERY.byGeneratedClasses(bytes)).isEqualTo(HotAnswer.REFUSED);
    assertThat(HotAnswer.QUERY.fromWire(bytes)).isEqualTo(HotAnswer.REFUSED);
  }

  /** Java's generated classes read the first as true, and keep both lists in the second. */
  @Test
  void valuesFollowTheFormatWhereTheGeneratedClassesDoNot() {
    ByteString falseInTenBytes = ByteString.fromHex("2080808080808080808000");
    ByteString a = list("a");
    ByteString b = list("b");
    ByteString number = Value.newBuilder().setNumberValue(1).build().toByteString();
    byte[] bytes =
        nested(
                2,
                nested(
                    4,
                    entry("false", falseInTenBytes).concat(entry("b", a.concat(number).concat(b)))))
            .toByteArray();

    assertThat(
            ((io.pinelink.model.QueryResponse) HotAnswer.QUERY.fromWire(bytes))
                .matches()
                .get(0)
                .metadata())
        .isEqualTo(
            io.pinelink.model.Metadata.builder()
                .put("false", false)
                .put("b", List.of("b"))
                .build());
  }

  private static ByteString entry(String key, ByteString value) {
    return nested(1, nested(1, ByteString.copyFromUtf8(key)).concat(nested(2, value)));
  }

  private static ByteString list(String text) {
    return Value.newBuilder()
        .setListValue(
            ListValue.newBuilder().addValues(Value.newBuilder().setStringValue(text).build()))
        .build()
        .toByteString();
  }

  /** The field number of the page's next token is not defined in a fetch by ids today. */
  @Test
  void aFetchSkipsUnknownFields() {
    byte[] bytes = nested(4, ByteString.copyFromUtf8("\u0001")).toByteArray();

    assertThat(HotAnswer.FETCH.fromWire(bytes)).isNotEqualTo(HotAnswer.REFUSED);
    assertThat(HotAnswer.FETCH_BY_METADATA.fromWire(bytes)).isEqualTo(HotAnswer.REFUSED);
  }
}
