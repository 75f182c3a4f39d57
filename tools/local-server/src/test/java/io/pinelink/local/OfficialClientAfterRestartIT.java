package io.pinelink.local;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The tests of the official Java client with a server that was started again from its data. */
@Tag("slow")
class OfficialClientAfterRestartIT extends OfficialClientIT {
  @TempDir Path directory;

  @Override
  LocalServerBuilder settings() {
    return super.settings().data(directory.resolve("data"));
  }

  @Override
  boolean restarts() {
    return true;
  }
}
