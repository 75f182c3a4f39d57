package io.pinelink.server.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamespaceLimitTest {
  private final StoredIndex index =
      new StoredIndex(new IndexShape(2, SimilarityFunction.COSINE, null));

  @Test
  void anIndexHasAtMost100000Namespaces() {
    for (int i = 0; i < 100_000; i++) {
      index.createNamespace("n" + i, null);
    }
    List<StoredVector> vectors = List.of(StoredVector.of("a", new float[] {1, 0}, null, Map.of()));

    assertThatThrownBy(() -> index.createNamespace("one-more", null))
        .isInstanceOfSatisfying(
            RpcException.class, e -> assertThat(e.code()).isEqualTo(RpcCode.PERMISSION_DENIED))
        .hasMessageContaining("100000 namespaces");
    assertThatThrownBy(() -> index.upsert("one-more", vectors)).isInstanceOf(RpcException.class);
    index.upsert("n1", vectors);
    index.deleteNamespace("n2");
    index.upsert("one-more", vectors);

    assertThat(index.namespaces()).isEqualTo(100_000);
  }
}
