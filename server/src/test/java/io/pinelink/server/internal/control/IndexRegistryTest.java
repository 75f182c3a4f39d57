package io.pinelink.server.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultHttpHeaders;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.ServerCall;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class IndexRegistryTest {
  private final ControlPlaneUnderTest control = new ControlPlaneUnderTest(new Regions(false));
  private final IndexRegistry indexes = control.indexes;

  private Optional<String> at(String host) {
    ServerCall call =
        new ServerCall(
            ListenerRole.PUBLIC_DATA,
            "GET",
            "/vectors/list",
            new DefaultHttpHeaders().add("host", host),
            new byte[0]);
    return indexes.findFor(call).map(IndexResource::name);
  }

  private String hostOf(String name) {
    return indexes.publicHost(indexes.get(name));
  }

  /** The event loop finds the index of each call, and opens the port of a new index. */
  @Test
  void theIndexOfACallIsFoundWhileAnotherIndexIsCreated() {
    control.createServerless("docs");
    IndexResource docs = indexes.get("docs");
    String host = hostOf("docs");
    IndexDefinition definition =
        new IndexDefinition("news", docs.definition().shape(), docs.settings());
    AtomicReference<Optional<String>> found = new AtomicReference<>(Optional.empty());

    IndexResource unused =
        indexes.create(
            definition,
            data ->
                found.set(
                    CompletableFuture.supplyAsync(() -> at(host))
                        .orTimeout(1, TimeUnit.MINUTES)
                        .join()));

    assertThat(found.get()).contains("docs");
    assertThat(at(hostOf("news"))).contains("news");
  }

  @Test
  void aDeletedIndexHasNoHost() {
    control.createServerless("docs");
    String host = hostOf("docs");
    assertThat(at(host)).contains("docs");

    indexes.delete("docs");
    assertThat(at(host)).isEmpty();

    control.createServerless("news");
    String other = hostOf("news");
    indexes.clear();
    assertThat(at(other)).isEmpty();
  }
}
