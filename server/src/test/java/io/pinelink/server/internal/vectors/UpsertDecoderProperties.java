package io.pinelink.server.internal.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.Value;
import io.pinelink.grpc.proto.SparseValues;
import io.pinelink.grpc.proto.UpsertRequest;
import io.pinelink.grpc.proto.Vector;
import io.pinelink.server.internal.grpc.GrpcMessage;
import io.pinelink.server.internal.store.SparsePart;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.wire.RpcException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Tests that upserts are decoded as the parser of the generated class decodes them, also from
 * messages that no usual encoder writes and from bytes that are no message.
 */
class UpsertDecoderProperties {
  private static final long SEED = 20261204;
  private static final int CASES = Integer.getInteger("pinelink.cases", 3_000);
  private static final String REFUSED = "no message";

  @Test
  void messagesAreDecodedAsTheGeneratedParserDoes() {
    for (long seed = SEED; seed < SEED + CASES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] message = message(random);
      byte[] framed = new byte[message.length + 7];
      System.arraycopy(message, 0, framed, 5, message.length);

      assertThat(decoded(new GrpcMessage(framed, 5, message.length)))
          .as("seed %d", seed)
          .isEqualTo(expected(message));
    }
  }

  private static String decoded(GrpcMessage message) {
    try {
      UpsertVectors upsert = UpsertDecoder.decode(message, Integer.MAX_VALUE);
      assertThat(upsert.bytes()).isEqualTo(message.length());
      return text(upsert.namespace(), upsert.vectors());
    } catch (InvalidProtocolBufferException e) {
      return REFUSED;
    } catch (RpcException e) {
      return e.text();
    }
  }

  private static String expected(byte[] message) {
    try {
      UpsertRequest request = UpsertRequest.parseFrom(message);
      List<StoredVector> vectors = new ArrayList<>();
      for (Vector vector : request.getVectorsList()) {
        SparsePart sparse = VectorMessages.sparse(vector.getSparseValues());
        vectors.add(
            StoredVector.of(
                vector.getId(),
                VectorMessages.floats(vector.getValuesList()),
                sparse,
                VectorMessages.map(vector.getMetadata())));
      }
      return text(request.getNamespace(), vectors);
    } catch (InvalidProtocolBufferException e) {
      return REFUSED;
    } catch (RpcException e) {
      return e.text();
    }
  }

  private static String text(String namespace, List<StoredVector> vectors) {
    StringBuilder text = new StringBuilder(namespace);
    for (StoredVector vector : vectors) {
      text.append('\n').append(vector.id()).append(' ').append(Arrays.toString(vector.values()));
      @Nullable SparsePart sparse = vector.sparse();
      for (int i = 0; sparse != null && i < sparse.size(); i++) {
        text.append(' ').append(sparse.index(i)).append(':').append(sparse.value(i));
      }
      vector.metadata().forEach((name, value) -> text.append(' ').append(name).append(value));
    }
    return text.toString();
  }

  private static byte[] message(SplittableRandom random) {
    byte[] message = request(random).toByteArray();
    switch (random.nextInt(6)) {
      case 0 -> {
        // The second message is merged into the first.
        return joined(message, request(random).toByteArray());
      }
      case 1 -> {
        return Arrays.copyOf(message, random.nextInt(message.length + 1));
      }
      case 2 -> {
        for (int i = random.nextInt(3); i >= 0 && message.length > 0; i--) {
          message[random.nextInt(message.length)] = (byte) random.nextInt(256);
        }
        return message;
      }
      default -> {
        return message;
      }
    }
  }

  private static UpsertRequest request(SplittableRandom random) {
    UpsertRequest.Builder request = UpsertRequest.newBuilder();
    if (random.nextBoolean()) {
      request.setNamespace(text(random));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      request.addVectors(vector(random));
    }
    if (random.nextInt(10) == 0) {
      request.setUnknownFields(unknown(random));
    }
    return request.build();
  }

  private static Vector vector(SplittableRandom random) {
    Vector.Builder vector = Vector.newBuilder().setId("v" + random.nextInt(100));
    for (int i = random.nextInt(20); i > 0; i--) {
      vector.addValues(Float.intBitsToFloat(random.nextInt()));
    }
    if (random.nextInt(3) == 0) {
      vector.setSparseValues(sparse(random));
    }
    if (random.nextBoolean()) {
      vector.setMetadata(struct(random, 0));
    }
    if (random.nextInt(8) == 0) {
      vector.setUnknownFields(repeated(random));
    }
    return vector.build();
  }

  /** Returns further occurrences of known fields: floats that are not packed, and merged parts. */
  private static UnknownFieldSet repeated(SplittableRandom random) {
    UnknownFieldSet.Field.Builder values = UnknownFieldSet.Field.newBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      values.addFixed32(random.nextInt());
    }
    byte[] packed =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putFloat(1).putFloat(2).array();
    values.addLengthDelimited(ByteString.copyFrom(packed));
    return UnknownFieldSet.newBuilder()
        .addField(Vector.VALUES_FIELD_NUMBER, values.build())
        .addField(Vector.METADATA_FIELD_NUMBER, nested(struct(random, 0).toByteString()))
        .addField(Vector.SPARSE_VALUES_FIELD_NUMBER, nested(sparse(random).toByteString()))
        .mergeFrom(unknown(random))
        .build();
  }

  private static UnknownFieldSet.Field nested(ByteString message) {
    return UnknownFieldSet.Field.newBuilder().addLengthDelimited(message).build();
  }

  private static UnknownFieldSet unknown(SplittableRandom random) {
    UnknownFieldSet inner =
        UnknownFieldSet.newBuilder()
            .addField(1, UnknownFieldSet.Field.newBuilder().addFixed32(7).build())
            .build();
    return UnknownFieldSet.newBuilder()
        .addField(
            100 + random.nextInt(10),
            UnknownFieldSet.Field.newBuilder()
                .addVarint(random.nextLong())
                .addFixed64(random.nextLong())
                .addGroup(inner)
                .build())
        .build();
  }

  private static SparseValues sparse(SplittableRandom random) {
    SparseValues.Builder sparse = SparseValues.newBuilder();
    for (int i = random.nextInt(3); i > 0; i--) {
      sparse.addIndices(random.nextInt()).addValues(1 + random.nextInt(5));
    }
    return sparse.build();
  }

  private static Struct struct(SplittableRandom random, int depth) {
    Struct.Builder struct = Struct.newBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      struct.putFields("f" + random.nextInt(4), value(random, depth));
    }
    return struct.build();
  }

  private static Value value(SplittableRandom random, int depth) {
    Value.Builder value = Value.newBuilder();
    switch (random.nextInt(depth > 2 ? 20 : 22)) {
      case 0 -> {
        if (random.nextInt(5) == 0) {
          value.setNullValue(NullValue.NULL_VALUE);
        }
      }
      case 1, 2, 3, 4, 5, 6, 7 -> value.setStringValue(text(random));
      case 8, 9, 10, 11, 12, 13 -> value.setNumberValue(random.nextInt(100) / 8.0);
      case 14, 15, 16 -> value.setBoolValue(random.nextBoolean());
      case 17, 18, 19 -> {
        ListValue.Builder list = ListValue.newBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
          list.addValues(Value.newBuilder().setStringValue(text(random)));
        }
        value.setListValue(list);
      }
      case 20 -> value.setListValue(ListValue.newBuilder().addValues(value(random, depth + 1)));
      default -> value.setStructValue(struct(random, depth + 1));
    }
    return value.build();
  }

  private static String text(SplittableRandom random) {
    return List.of("", "a", "text", "\u00e9", "\u20ac\ud83d\ude00").get(random.nextInt(5));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }
}
