package io.pinelink.grpc.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.model.Protocol;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Operations;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class GrpcBindingsTest {
  @Test
  void everyOperationThatTheServiceOffersOverGrpcHasARowAndNoOther() {
    for (Operation<?, ?> operation : Operations.all()) {
      assertThat(GrpcBindings.find(operation) != null)
          .as(operation.name())
          .isEqualTo(operation.protocols().contains(Protocol.GRPC));
    }
  }

  @Test
  void pathsBeginWithTheBareServiceName() {
    assertThat(Operations.all())
        .map(GrpcBindings::find)
        .filteredOn(Objects::nonNull)
        .extracting(row -> row.method().getFullMethodName())
        .containsExactlyInAnyOrder(
            "VectorService/Upsert",
            "VectorService/Query",
            "VectorService/Update",
            "VectorService/Delete",
            "VectorService/Fetch",
            "VectorService/List",
            "VectorService/DescribeIndexStats",
            "VectorService/FetchByMetadata",
            "VectorService/CreateNamespace",
            "VectorService/DescribeNamespace",
            "VectorService/ListNamespaces",
            "VectorService/DeleteNamespace",
            "NamespaceAliasService/CreateNamespaceAlias",
            "NamespaceAliasService/DescribeNamespaceAlias",
            "NamespaceAliasService/ListNamespaceAliases",
            "NamespaceAliasService/RepointNamespaceAlias",
            "NamespaceAliasService/DeleteNamespaceAlias");
  }
}
