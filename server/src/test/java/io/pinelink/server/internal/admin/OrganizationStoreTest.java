package io.pinelink.server.internal.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class OrganizationStoreTest {
  private final AtomicReference<List<OrganizationStore.Project>> listed = new AtomicReference<>();
  private final OrganizationStore store =
      new OrganizationStore(
          "Acme",
          (id, shortId) -> {
            listWhileCreating();
            throw new IllegalStateException("no project is created");
          },
          () -> Instant.EPOCH);

  private void listWhileCreating() {
    listed.set(
        CompletableFuture.supplyAsync(store::projects).orTimeout(1, TimeUnit.MINUTES).join());
  }

  /** The event loop lists the projects for each call. */
  @Test
  void projectsAreListedWhileAnotherIsCreated() {
    assertThatThrownBy(() -> store.createProject("news", 0, false))
        .isInstanceOf(IllegalStateException.class);

    assertThat(listed.get()).isEmpty();
  }
}
