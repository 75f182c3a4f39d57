package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import io.pinelink.grpc.proto.PinelinkProto;
import io.pinelink.testsupport.RandomMessages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares every message of this client's proto with the class of the same name in the official
 * client: the bytes of each parse with the other to equal values.
 */
class OfficialWireProperties {
  private static final long SEED = 20260425;
  private static final int CASES = Integer.getInteger("pinelink.cases", 200);

  static Stream<String> messages() {
    return PinelinkProto.getDescriptor().getMessageTypes().stream()
        .map(Descriptor::getName)
        .filter(OfficialWireProperties::isKnown);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void theOfficialClassesReadOurBytesToEqualValuesAndBack(String name) throws Exception {
    Message ours = prototype("io.pinelink.grpc.proto." + name);
    Message theirs = prototype("io.pinecone.proto." + name);
    RandomMessages random = new RandomMessages(new SplittableRandom(SEED));

    for (int i = 0; i < CASES; i++) {
      String description = name + ", seed " + SEED + ", case " + i;
      Message written = asTheyCanWrite(random.like(ours), theirs.getDescriptorForType());
      Message read = theirs.getParserForType().parseFrom(written.toByteString());
      assertThat(values(read))
          .as(description)
          .isEqualTo(values(asTheyKnowIt(written, theirs.getDescriptorForType())));
      Message back = ours.getParserForType().parseFrom(read.toByteString());
      assertThat(back).as(description).isEqualTo(written);

      Message theirOwn = random.like(theirs);
      Message ourReading = ours.getParserForType().parseFrom(theirOwn.toByteString());
      assertThat(values(ourReading)).as(description).isEqualTo(values(theirOwn));
    }
  }

  @Test
  void theOfficialClassesLackWhatIsNewInTheApi() throws Exception {
    List<String> missing = new ArrayList<>();
    for (Descriptor ours : PinelinkProto.getDescriptor().getMessageTypes()) {
      if (!isKnown(ours.getName())) {
        missing.add(ours.getName());
        continue;
      }
      Descriptor theirs = prototype("io.pinecone.proto." + ours.getName()).getDescriptorForType();
      for (FieldDescriptor field : ours.getFields()) {
        if (theirs.findFieldByNumber(field.getNumber()) == null) {
          missing.add(
              "%s = %d %s".formatted(field.getFullName(), field.getNumber(), field.getType()));
        }
      }
    }

    assertThat(missing).containsExactlyInAnyOrderElementsOf(newerThanTheOfficialClient());
  }

  private static List<String> newerThanTheOfficialClient() throws IOException {
    try (InputStream lines =
        Objects.requireNonNull(
            OfficialWireProperties.class.getResourceAsStream(
                "newer-than-the-official-client.txt"))) {
      return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  private static boolean isKnown(String name) {
    try {
      Class.forName("io.pinecone.proto." + name);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /**
   * Returns our message without zeros in fields that are optional only in ours: since API version
   * 2026-07, an absent total count differs from 0.
   */
  private static Message asTheyCanWrite(Message ours, Descriptor theirs) {
    Message.Builder written = ours.toBuilder();
    for (FieldDescriptor field : ours.getAllFields().keySet()) {
      FieldDescriptor theirField = theirs.findFieldByNumber(field.getNumber());
      boolean isOptionalOnlyInOurs =
          theirField != null && field.hasPresence() && !theirField.hasPresence();
      if (isOptionalOnlyInOurs && ours.getField(field).equals(field.getDefaultValue())) {
        written.clearField(field);
      }
    }
    return written.build();
  }

  /**
   * Returns our message with the fields that their classes do not have as unknown fields. The
   * values of maps have none.
   */
  private static Message asTheyKnowIt(Message ours, Descriptor theirs) {
    Message.Builder known = ours.toBuilder();
    Message.Builder unknown = ours.newBuilderForType();
    for (FieldDescriptor field : ours.getAllFields().keySet()) {
      FieldDescriptor theirField = theirs.findFieldByNumber(field.getNumber());
      if (theirField == null) {
        unknown.setField(field, ours.getField(field));
        known.clearField(field);
      } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !field.isMapField()) {
        Descriptor nested = theirField.getMessageType();
        known.setField(
            field,
            ours.getField(field) instanceof List<?> list
                ? list.stream().map(each -> asTheyKnowIt((Message) each, nested)).toList()
                : asTheyKnowIt((Message) ours.getField(field), nested));
      }
    }
    try {
      UnknownFieldSet fields = UnknownFieldSet.parseFrom(unknown.build().toByteString());
      return known.setUnknownFields(fields).build();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Message prototype(String className) throws ReflectiveOperationException {
    return (Message) Class.forName(className).getMethod("getDefaultInstance").invoke(null);
  }

  /** Returns the set fields by number, recursively, and the unknown fields. */
  private static Map<Object, Object> values(Message message) {
    Map<Object, Object> values = new HashMap<>();
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      Object value = field.getValue();
      FieldDescriptor descriptor = field.getKey();
      values.put(
          descriptor.getNumber(),
          descriptor.isMapField()
              ? mapValues((List<?>) value)
              : value instanceof List<?> list
                  ? list.stream().map(OfficialWireProperties::plain).toList()
                  : plain(value));
    }
    values.put("unknown", message.getUnknownFields().asMap());
    return values;
  }

  private static Map<Object, Object> mapValues(List<?> entries) {
    Map<Object, Object> values = new HashMap<>();
    for (Object entry : entries) {
      Map<Object, Object> parts = values((Message) entry);
      values.put(parts.getOrDefault(1, ""), parts.getOrDefault(2, Map.of()));
    }
    return values;
  }

  private static Object plain(Object value) {
    return value instanceof Message message
        ? values(message)
        : value instanceof com.google.protobuf.Descriptors.EnumValueDescriptor constant
            ? constant.getNumber()
            : value;
  }
}
