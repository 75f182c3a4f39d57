package io.pinelink.grpc.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import io.pinelink.grpc.proto.DescribeIndexStatsResponse;
import io.pinelink.grpc.proto.FetchResponse;
import io.pinelink.grpc.proto.IndexedFields;
import io.pinelink.grpc.proto.ListItem;
import io.pinelink.grpc.proto.ListNamespaceAliasesResponse;
import io.pinelink.grpc.proto.ListNamespacesResponse;
import io.pinelink.grpc.proto.ListResponse;
import io.pinelink.grpc.proto.MetadataFieldProperties;
import io.pinelink.grpc.proto.MetadataSchema;
import io.pinelink.grpc.proto.NamespaceAliasDescription;
import io.pinelink.grpc.proto.NamespaceDescription;
import io.pinelink.grpc.proto.NamespaceSummary;
import io.pinelink.grpc.proto.Pagination;
import io.pinelink.grpc.proto.QueryResponse;
import io.pinelink.grpc.proto.ScoredVector;
import io.pinelink.grpc.proto.SparseValues;
import io.pinelink.grpc.proto.UpdateResponse;
import io.pinelink.grpc.proto.UpsertResponse;
import io.pinelink.grpc.proto.Usage;
import java.util.stream.Stream;

/** Response messages, the starting points of fuzzing. */
public final class Messages {
  private Messages() {}

  /** Returns a response of each kind, with all possible fields. */
  public static Stream<Message> ofTheService() {
    Struct metadata =
        Struct.newBuilder()
            .putFields("lang", Value.newBuilder().setStringValue("et").build())
            .putFields("pages", Value.newBuilder().setNumberValue(312).build())
            .putFields("draft", Value.newBuilder().setBoolValue(true).build())
            .putFields("none", Value.newBuilder().setNullValueValue(0).build())
            .putFields("odd", Value.getDefaultInstance())
            .putFields("nested", Value.newBuilder().setStructValue(Struct.newBuilder()).build())
            .putFields("tags", list(Value.newBuilder().setStringValue("x").build()))
            .build();
    SparseValues sparse = SparseValues.newBuilder().addIndices(-1).addValues(2.5f).build();
    Usage usage = Usage.newBuilder().setReadUnits(6).setEgressBytes(-1).build();
    Pagination next = Pagination.newBuilder().setNext("t").build();
    NamespaceDescription namespace =
        NamespaceDescription.newBuilder()
            .setName("books")
            .setRecordCount(-1)
            .setSchema(
                MetadataSchema.newBuilder()
                    .putFields(
                        "lang", MetadataFieldProperties.newBuilder().setFilterable(true).build()))
            .setIndexedFields(IndexedFields.newBuilder().addFields("lang"))
            .setSizeBytes(-1)
            .build();
    NamespaceAliasDescription alias =
        NamespaceAliasDescription.newBuilder()
            .setName("live")
            .setTargetNamespace("books")
            .setCreatedAt(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE).setNanos(-1))
            .setUpdatedAt(Timestamp.newBuilder().setSeconds(1_791_000_000).setNanos(5))
            .build();
    return Stream.of(
        UpsertResponse.newBuilder().setUpsertedCount(-1).build(),
        UpdateResponse.newBuilder().setMatchedRecords(-1).build(),
        QueryResponse.newBuilder()
            .addMatches(
                ScoredVector.newBuilder()
                    .setId("a")
                    .setScore(Float.NaN)
                    .addValues(0.5f)
                    .setSparseValues(sparse)
                    .setMetadata(metadata))
            .setNamespace("books")
            .setUsage(usage)
            .build(),
        FetchResponse.newBuilder()
            .putVectors(
                "a",
                io.pinelink.grpc.proto.Vector.newBuilder()
                    .setId("a")
                    .addValues(1)
                    .setSparseValues(sparse)
                    .setMetadata(metadata)
                    .build())
            .setUsage(usage)
            .build(),
        ListResponse.newBuilder()
            .addVectors(ListItem.newBuilder().setId("a"))
            .setPagination(next)
            .setUsage(usage)
            .build(),
        DescribeIndexStatsResponse.newBuilder()
            .putNamespaces("books", NamespaceSummary.newBuilder().setVectorCount(7).build())
            .setDimension(1_536)
            .setTotalVectorCount(7)
            .setMetric("cosine")
            .setVectorType("dense")
            .setMemoryFullness(0.25f)
            .setStorageFullness(0.5f)
            .build(),
        namespace,
        ListNamespacesResponse.newBuilder()
            .addNamespaces(namespace)
            .setPagination(next)
            .setTotalCount(1)
            .build(),
        alias,
        ListNamespaceAliasesResponse.newBuilder()
            .addNamespaceAliases(alias)
            .setPagination(next)
            .setTotalCount(1)
            .build());
  }

  /** Returns bytes that are no message, or a message that the service would not send. */
  public static Stream<byte[]> hostile() {
    return Stream.of(
            // A match, or a vector of a fetch, that is far shorter than its length.
            ByteString.fromHex("12ffffffff07"),
            // The same for its values, two levels down.
            ByteString.fromHex("12061affffffff07"),
            // One index, no value.
            field(2, field(5, field(1, ByteString.fromHex("07")))),
            // An id that is not UTF-8.
            field(2, field(1, ByteString.fromHex("c328"))),
            // Metadata of too many levels for a stack.
            field(2, field(4, field(1, field(2, deepList())))),
            // Many empty matches.
            field(2, ByteString.EMPTY).concat(field(2, ByteString.EMPTY)),
            ByteString.copyFrom(new byte[1_000]))
        .map(ByteString::toByteArray);
  }

  private static Value list(Value value) {
    return Value.newBuilder().setListValue(ListValue.newBuilder().addValues(value)).build();
  }

  private static ByteString deepList() {
    ByteString value = ByteString.EMPTY;
    for (int i = 0; i < 10_000; i++) {
      value = field(6, field(1, value));
    }
    return value;
  }

  /** Returns a field of bytes in wire format: number and type, length, bytes. */
  private static ByteString field(int number, ByteString bytes) {
    ByteString.Output head = ByteString.newOutput(6);
    head.write((number << 3) | 2);
    int length = bytes.size();
    while (length > 0x7F) {
      head.write((length & 0x7F) | 0x80);
      length >>>= 7;
    }
    head.write(length);
    return head.toByteString().concat(bytes);
  }
}
