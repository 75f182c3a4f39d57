package io.pinelink.grpc.codec;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Random bytes of a message as any writer might have produced them, including unusual ones: fields
 * in any order and more than once, messages and packed numbers in pieces, numbers unpacked or
 * longer than needed, map entries without key or value, fields that are unknown or of another type.
 */
final class RandomWire {
  private static final int MAX_DEPTH = 7;
  private static final int MAX_FIELDS = 3;
  private static final int MAX_NUMBERS = 20;
  private static final List<String> TEXTS =
      List.of("", "a", "b", "kind", "id-1", "äõ", "漢字", "😀", "\uFFFD", "x".repeat(200));
  private static final List<Float> FLOATS =
      List.of(0f, -0f, 1f, Float.NaN, Float.MIN_VALUE, Float.MAX_VALUE, Float.NEGATIVE_INFINITY);

  private final SplittableRandom random;

  /** On average, one in this many messages is unusual. */
  private final int oddity;

  RandomWire(SplittableRandom random) {
    this.random = random;
    this.oddity = random.nextInt(2, 30);
  }

  byte[] message(Descriptor type) {
    return message(type, 0);
  }

  private byte[] message(Descriptor type, int depth) {
    List<byte[]> fields = new ArrayList<>();
    // The same for the whole message: there are as many sparse indices as values, unless it is
    // unusual.
    int pieces = odd() ? random.nextInt(MAX_FIELDS) : 1;
    int numbers = random.nextInt(MAX_NUMBERS);
    // A value has one kind; an unusual one has several, of which the last counts. None of several
    // is written twice, since Java's generated classes merge the second into the first.
    boolean manyKinds = odd();
    int kind = random.nextInt(1, type.getFields().size() + 1);
    for (FieldDescriptor field : type.getFields()) {
      boolean tooDeep =
          depth > MAX_DEPTH && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
      if (field.isPackable()) {
        for (int i = 0; i < pieces; i++) {
          fields.add(numbers(field, odd() ? random.nextInt(MAX_NUMBERS) : numbers));
        }
      } else if (field.getRealContainingOneof() != null) {
        if (!tooDeep && (manyKinds ? random.nextBoolean() : field.getNumber() == kind)) {
          fields.add(field(field, depth));
          if (!manyKinds && odd()) {
            fields.add(field(field, depth));
          }
        }
      } else if (!tooDeep && random.nextInt(4) != 0) {
        int times = field.isRepeated() ? random.nextInt(MAX_FIELDS + 1) : odd() ? 2 : 1;
        for (int i = 0; i < times; i++) {
          fields.add(field(field, depth));
        }
      }
    }
    while (odd()) {
      fields.add(unknown(type));
    }
    if (odd()) {
      Collections.shuffle(fields, new Random(random.nextLong()));
    }
    return write(
        out -> {
          for (byte[] field : fields) {
            out.writeRawBytes(field);
          }
        });
  }

  private boolean odd() {
    return random.nextInt(oddity) == 0;
  }

  private byte[] field(FieldDescriptor field, int depth) {
    int number = field.getNumber();
    return write(
        out -> {
          switch (field.getJavaType()) {
            case STRING -> {
              tag(out, number, WireType.BYTES);
              block(out, one(TEXTS).getBytes(StandardCharsets.UTF_8));
            }
            case MESSAGE -> {
              tag(out, number, WireType.BYTES);
              block(out, message(field.getMessageType(), depth + 1));
            }
            case FLOAT -> {
              tag(out, number, WireType.FIXED32);
              out.writeFloatNoTag(float32());
            }
            case DOUBLE -> {
              tag(out, number, WireType.FIXED64);
              out.writeDoubleNoTag(Double.longBitsToDouble(random.nextLong()));
            }
            case INT, BOOLEAN, ENUM -> {
              tag(out, number, WireType.VARINT);
              varint(out, integer());
            }
            default -> throw new IllegalStateException("the API has none of these: " + field);
          }
        });
  }

  private void block(CodedOutputStream out, byte[] bytes) throws IOException {
    varint(out, bytes.length);
    out.writeRawBytes(bytes);
  }

  private byte[] numbers(FieldDescriptor field, int count) {
    boolean floats = field.getJavaType() == FieldDescriptor.JavaType.FLOAT;
    return write(
        out -> {
          if (odd()) {
            for (int i = 0; i < count; i++) {
              tag(out, field.getNumber(), floats ? WireType.FIXED32 : WireType.VARINT);
              number(out, floats);
            }
          } else {
            tag(out, field.getNumber(), WireType.BYTES);
            block(
                out,
                write(
                    packed -> {
                      for (int i = 0; i < count; i++) {
                        number(packed, floats);
                      }
                    }));
          }
        });
  }

  private void number(CodedOutputStream out, boolean floats) throws IOException {
    if (floats) {
      out.writeFloatNoTag(float32());
    } else {
      varint(out, integer());
    }
  }

  private float float32() {
    return random.nextBoolean() ? one(FLOATS) : Float.intBitsToFloat(random.nextInt());
  }

  private long integer() {
    return one(List.of(0L, 1L, 7L, 300L, -1L, 0xFFFF_FFFFL, 1L << 32, random.nextLong()));
  }

  /** Returns a field whose number the message does not define, or that has another type. */
  private byte[] unknown(Descriptor type) {
    boolean known = random.nextBoolean();
    List<FieldDescriptor> fields = type.getFields();
    int number =
        known && !fields.isEmpty() ? one(fields).getNumber() : random.nextInt(100, 1 << 29);
    int wireType = known ? otherType(type, number) : random.nextInt(4);
    return write(out -> unknown(out, number, wireType));
  }

  private int otherType(Descriptor type, int number) {
    FieldDescriptor field = type.findFieldByNumber(number);
    int bytesOrNot =
        field == null || field.isPackable() ? WireType.FIXED64 : field.getLiteType().getWireType();
    return bytesOrNot == WireType.VARINT || bytesOrNot == WireType.FIXED64
        ? WireType.GROUP_START
        : WireType.VARINT;
  }

  private void unknown(CodedOutputStream out, int number, int wireType) throws IOException {
    tag(out, number, wireType);
    switch (wireType) {
      case WireType.VARINT -> varint(out, random.nextLong());
      case WireType.FIXED64 -> out.writeFixed64NoTag(random.nextLong());
      case WireType.BYTES -> out.writeByteArrayNoTag(new byte[random.nextInt(5)]);
      case WireType.GROUP_START -> {
        for (int i = random.nextInt(3); i > 0; i--) {
          unknown(out, random.nextInt(1, 9), random.nextInt(4));
        }
        tag(out, number, WireType.GROUP_END);
      }
      default -> throw new IllegalStateException("no such type " + wireType);
    }
  }

  private void tag(CodedOutputStream out, int number, int wireType) throws IOException {
    varint(out, Integer.toUnsignedLong(number << WireType.BITS | wireType));
  }

  /** Writes a number, occasionally in more bytes than needed. */
  private void varint(CodedOutputStream out, long value) throws IOException {
    if (!odd()) {
      out.writeUInt64NoTag(value);
      return;
    }
    // Not in ten bytes if fewer suffice: Java's generated classes read those as a number over 2^63.
    int length = Math.max(CodedOutputStream.computeUInt64SizeNoTag(value), random.nextInt(1, 10));
    for (int i = 0; i < length - 1; i++) {
      out.write((byte) ((value >>> (7 * i)) | 0x80));
    }
    out.write((byte) (value >>> (7 * (length - 1))));
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private interface Part {
    void write(CodedOutputStream out) throws IOException;
  }

  private static byte[] write(Part part) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      part.write(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
