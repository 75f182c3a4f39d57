package io.pinelink.server;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The tests of the official Java client with a server that was started again from its data. */
@Tag("slow")
class OfficialClientAfterRestartIT extends OfficialClientIT {
  @TempDir Path directory;

  @Override
  EmbeddedPineconeBuilder settings() {
    return EmbeddedPinecone.builder().data(directory.resolve("data"));
  }

  @Override
  boolean restarts() {
    return true;
  }
}
