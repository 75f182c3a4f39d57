package io.pinelink.local.export;

import io.pinelink.local.seed.Seeder;
import io.pinelink.server.internal.control.IndexForms;
import io.pinelink.server.internal.control.IndexRegistry;
import io.pinelink.server.internal.control.IndexRequests;
import io.pinelink.server.internal.control.Regions;
import io.pinelink.server.internal.gateway.IndexNames;
import io.pinelink.server.internal.gateway.ServiceHosts;
import io.pinelink.server.internal.inference.ModelEmbedder;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.store.WriteVisibility;
import java.time.Duration;
import java.time.Instant;

/** Projects without sockets. */
final class Projects {
  static final ClassLoader LOADER = Projects.class.getClassLoader();

  private final ModelEmbedder embeddings =
      new ModelEmbedder(
          (text, model, vectorType, dimension, inputType) -> {
            throw new AssertionError("text is embedded, although its embedding is known");
          },
          "none");

  IndexForms forms() {
    return new IndexForms(new IndexRequests(new Regions(true)));
  }

  Seeder seeder() {
    return new Seeder(forms(), embeddings, () -> Instant.EPOCH, LOADER);
  }

  IndexRegistry create() {
    return create(Duration.ZERO);
  }

  /** Returns a project whose reads see writes after a time that does not pass. */
  IndexRegistry create(Duration delay) {
    WriteVisibility visibility = new WriteVisibility(delay, () -> Instant.EPOCH);
    return new IndexRegistry(
        new ServiceHosts("a1b234c", "aped-4627-b74a", new IndexNames(false), () -> 443),
        shape -> new StoredIndex(shape, visibility),
        () -> Duration.ZERO,
        () -> Duration.ZERO,
        () -> Instant.EPOCH);
  }
}
