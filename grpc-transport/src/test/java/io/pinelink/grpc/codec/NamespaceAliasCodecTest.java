package io.pinelink.grpc.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.pinelink.grpc.Calls;
import io.pinelink.grpc.proto.CreateNamespaceAliasRequest;
import io.pinelink.grpc.proto.ListNamespaceAliasesRequest;
import io.pinelink.grpc.proto.ListNamespaceAliasesResponse;
import io.pinelink.grpc.proto.ListResponse;
import io.pinelink.grpc.proto.NamespaceAliasDescription;
import io.pinelink.grpc.proto.NamespaceDescription;
import io.pinelink.grpc.proto.Pagination;
import io.pinelink.grpc.proto.RepointNamespaceAliasRequest;
import io.pinelink.grpc.proto.Usage;
import io.pinelink.internal.response.NamespaceResponses;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.namespaces.NamespaceAlias;
import io.pinelink.spi.request.AliasTarget;
import io.pinelink.spi.request.ByName;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The messages of namespace aliases, and the sizes in bytes of API version 2026-07. */
class NamespaceAliasCodecTest {
  private static final ResponseInfo INFO =
      VectorResponses.info("r", "", null, null, Calls.route(Calls.PUBLIC_HOST), Protocol.GRPC, 1);

  @Test
  void requestsNameTheAliasAndItsTarget() {
    assertThat(ProtoRequestEncoder.createAlias(new AliasTarget("live", "v1"), ""))
        .isEqualTo(
            CreateNamespaceAliasRequest.newBuilder()
                .setName("live")
                .setTargetNamespace("v1")
                .build());
    assertThat(ProtoRequestEncoder.repointAlias(new AliasTarget("live", "v2"), ""))
        .isEqualTo(
            RepointNamespaceAliasRequest.newBuilder()
                .setAliasName("live")
                .setTargetNamespace("v2")
                .build());
    assertThat(ProtoRequestEncoder.describeAlias(ByName.ofAlias("live"), "").getAliasName())
        .isEqualTo("live");
    assertThat(ProtoRequestEncoder.deleteAlias(ByName.ofAlias("live"), "").getAliasName())
        .isEqualTo("live");
  }

  @Test
  void aListRequestHasOnlyWhatWasSet() {
    assertThat(
            ProtoRequestEncoder.listAliases(
                io.pinelink.namespaces.ListNamespaceAliasesRequest.builder()
                    .prefix("l")
                    .targetNamespace("v1")
                    .limit(7)
                    .paginationToken("t")
                    .build(),
                ""))
        .isEqualTo(
            ListNamespaceAliasesRequest.newBuilder()
                .setPrefix("l")
                .setTargetNamespace("v1")
                .setLimit(7)
                .setPaginationToken("t")
                .build());
    assertThat(
            ProtoRequestEncoder.listAliases(
                io.pinelink.namespaces.ListNamespaceAliasesRequest.all(), ""))
        .isEqualTo(ListNamespaceAliasesRequest.getDefaultInstance());
  }

  @Test
  void anAliasHasItsTimes() {
    NamespaceAliasDescription message =
        NamespaceAliasDescription.newBuilder()
            .setName("live")
            .setTargetNamespace("v1")
            .setCreatedAt(Timestamp.newBuilder().setSeconds(1_790_000_000).setNanos(5))
            .build();
    NamespaceAlias expected =
        new NamespaceResponses.NamespaceAliasResult(
            "live",
            "v1",
            Optional.of(Instant.ofEpochSecond(1_790_000_000, 5)),
            Optional.empty(),
            INFO);

    assertThat(ProtoResponseDecoder.alias(message, INFO)).isEqualTo(expected);
    assertThat(
            ProtoResponseDecoder.listAliases(
                    ListNamespaceAliasesResponse.newBuilder()
                        .addNamespaceAliases(message)
                        .setPagination(Pagination.newBuilder().setNext("t"))
                        .setTotalCount(3)
                        .build(),
                    INFO)
                .items())
        .containsExactly(expected);
  }

  @Test
  void aTimeBeyondTheRangeIsMissing() {
    assertThat(
            ProtoResponseDecoder.alias(
                    NamespaceAliasDescription.newBuilder()
                        .setCreatedAt(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))
                        .build(),
                    INFO)
                .createdAt())
        .isEmpty();
  }

  @Test
  void egressIsUnsignedAndMayBeMissing() {
    ListResponse.Builder page = ListResponse.newBuilder();

    assertThat(
            ProtoResponseDecoder.list(
                    page.setUsage(Usage.newBuilder().setEgressBytes(-1)).build(), INFO)
                .egressBytes())
        .hasValue(4_294_967_295L);
    assertThat(
            ProtoResponseDecoder.list(
                    page.setUsage(Usage.newBuilder().setReadUnits(1)).build(), INFO)
                .egressBytes())
        .isEmpty();
  }

  @Test
  void aSizeOfZeroIsMissing() {
    NamespaceDescription.Builder namespace = NamespaceDescription.newBuilder().setName("v1");

    assertThat(ProtoResponseDecoder.namespace(namespace.build(), INFO).sizeBytes()).isEmpty();
    assertThat(
            ProtoResponseDecoder.namespace(namespace.setSizeBytes(4_096).build(), INFO).sizeBytes())
        .hasValue(4_096);
  }
}
