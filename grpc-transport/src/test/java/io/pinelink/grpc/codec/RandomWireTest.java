package io.pinelink.grpc.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The random messages contain every variant that a writer may produce, often enough for a proof.
 */
class RandomWireTest {
  private static final int MESSAGES = 1_000;
  private static final int LEAST = 20;

  private enum Oddity {
    UNKNOWN_FIELD,
    OTHER_TYPE,
    GROUP,
    OUT_OF_ORDER,
    LONG_TAG,
    UNPACKED,
    SEVERAL_RUNS,
    NO_NUMBERS,
    EMPTY_TEXT,
    EMPTY_MESSAGE,
    MERGED_MESSAGE,
    FIELD_TWICE,
    SEVERAL_KINDS,
    NO_KEY,
    NO_VALUE,
    KEY_TWICE
  }

  private final Map<Oddity, Integer> seen = new EnumMap<>(Oddity.class);

  @ParameterizedTest
  @MethodSource("io.pinelink.grpc.codec.HotAnswer#all")
  void everyOddityOccurs(HotAnswer answer) throws IOException {
    Descriptor type = answer.prototype().getDescriptorForType();
    for (int seed = 0; seed < MESSAGES; seed++) {
      look(new RandomWire(new SplittableRandom(seed)).message(type), type);
    }

    assertThat(seen).containsOnlyKeys(Oddity.values());
    assertThat(seen.values()).allSatisfy(times -> assertThat(times).isGreaterThan(LEAST));
  }

  private void saw(boolean condition, Oddity oddity) {
    if (condition) {
      seen.merge(oddity, 1, Integer::sum);
    }
  }

  private void look(byte[] message, Descriptor type) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(message);
    Map<FieldDescriptor, Integer> times = new HashMap<>();
    Set<Object> kinds = new HashSet<>();
    Set<ByteString> keys = new HashSet<>();
    int last = 0;
    while (!in.isAtEnd()) {
      int before = in.getTotalBytesRead();
      int tag = in.readTag();
      saw(in.getTotalBytesRead() - before > shortest(tag), Oddity.LONG_TAG);
      int number = tag >>> WireType.BITS;
      int wireType = tag & 7;
      FieldDescriptor field = type.findFieldByNumber(number);
      saw(field == null, Oddity.UNKNOWN_FIELD);
      saw(wireType == WireType.GROUP_START, Oddity.GROUP);
      if (field == null || !isOf(field, wireType)) {
        saw(field != null, Oddity.OTHER_TYPE);
        in.skipField(tag);
        continue;
      }
      saw(number < last, Oddity.OUT_OF_ORDER);
      last = number;
      int time = times.merge(field, 1, Integer::sum);
      saw(
          field.getRealContainingOneof() != null && kinds.add(field) && kinds.size() == 2,
          Oddity.SEVERAL_KINDS);
      if (wireType != WireType.BYTES) {
        saw(field.isPackable(), Oddity.UNPACKED);
        saw(!field.isRepeated() && time == 2, Oddity.FIELD_TWICE);
        in.skipField(tag);
        continue;
      }
      byte[] bytes = in.readByteArray();
      saw(field.isPackable() && time == 2, Oddity.SEVERAL_RUNS);
      saw(field.isPackable() && bytes.length == 0, Oddity.NO_NUMBERS);
      saw(field.getJavaType() == JavaType.STRING && bytes.length == 0, Oddity.EMPTY_TEXT);
      if (field.getJavaType() == JavaType.MESSAGE) {
        saw(bytes.length == 0, Oddity.EMPTY_MESSAGE);
        saw(!field.isRepeated() && time == 2, Oddity.MERGED_MESSAGE);
        if (field.isMapField()) {
          entry(UnknownFieldSet.parseFrom(bytes), keys);
        }
        look(bytes, field.getMessageType());
      }
    }
  }

  private void entry(UnknownFieldSet entry, Set<ByteString> keys) {
    List<ByteString> key = entry.getField(1).getLengthDelimitedList();
    saw(key.isEmpty(), Oddity.NO_KEY);
    saw(entry.getField(2).getLengthDelimitedList().isEmpty(), Oddity.NO_VALUE);
    saw(!keys.add(key.isEmpty() ? ByteString.EMPTY : key.get(key.size() - 1)), Oddity.KEY_TWICE);
  }

  private static int shortest(int tag) {
    return 1 + (31 - Integer.numberOfLeadingZeros(tag)) / 7;
  }

  private static boolean isOf(FieldDescriptor field, int wireType) {
    return wireType == field.getLiteType().getWireType()
        || (field.isPackable() && wireType == WireType.BYTES);
  }
}
