package io.pinelink.testsupport;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** A generator of random messages: fields are set or not, lists and maps have few entries. */
public final class RandomMessages {
  private static final int MAX_DEPTH = 4;

  private final SplittableRandom random;

  public RandomMessages(SplittableRandom random) {
    this.random = random;
  }

  public Message like(Message prototype) {
    return like(prototype, 0);
  }

  private Message like(Message prototype, int depth) {
    Message.Builder builder = prototype.newBuilderForType();
    Set<OneofDescriptor> done = new HashSet<>();
    for (FieldDescriptor field : prototype.getDescriptorForType().getFields()) {
      boolean tooDeep =
          depth >= MAX_DEPTH && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
      OneofDescriptor oneof = field.getRealContainingOneof();
      if (random.nextInt(4) == 0 || tooDeep || (oneof != null && !done.add(oneof))) {
        continue;
      }
      if (field.isRepeated()) {
        addSome(builder, field, depth);
      } else {
        builder.setField(field, value(builder, field, depth));
      }
    }
    return builder.build();
  }

  private void addSome(Message.Builder builder, FieldDescriptor field, int depth) {
    Set<Object> keys = new HashSet<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Object value = value(builder, field, depth);
      boolean isNew =
          !field.isMapField()
              || keys.add(((Message) value).getField(field.getMessageType().findFieldByNumber(1)));
      if (isNew) {
        builder.addRepeatedField(field, value);
      }
    }
  }

  private Object value(Message.Builder builder, FieldDescriptor field, int depth) {
    return switch (field.getJavaType()) {
      case INT -> one(List.of(0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, random.nextInt()));
      case LONG -> one(List.of(0L, 1L, -1L, Long.MAX_VALUE, random.nextLong()));
      case FLOAT -> Float.intBitsToFloat(random.nextInt() & 0xBFFF_FFFF); // finite or tiny
      case DOUBLE -> one(List.of(0d, -0d, 1.5, random.nextDouble(), Double.MAX_VALUE));
      case BOOLEAN -> random.nextBoolean();
      case STRING -> one(List.of("", "a", "ä€😀", "id-" + random.nextInt(1000)));
      case ENUM -> one(field.getEnumType().getValues());
      case MESSAGE -> like(builder.newBuilderForField(field).build(), depth + 1);
      case BYTE_STRING -> throw new IllegalStateException("the API has no bytes: " + field);
    };
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
