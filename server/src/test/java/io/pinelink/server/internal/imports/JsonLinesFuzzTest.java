package io.pinelink.server.internal.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.wire.RpcException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Tests that each line of any import file is a document, or is refused by its number. */
class JsonLinesFuzzTest {
  private static Path file;

  @BeforeAll
  static void createFile() throws IOException {
    file = Files.createTempFile("fuzz", ".jsonl");
  }

  @AfterAll
  static void deleteFile() throws IOException {
    Files.delete(file);
  }

  @FuzzTest
  void anyFileIsDocumentsOrRefused(byte[] content) throws IOException {
    Files.write(file, content);
    List<Supplier<StoredVector>> documents;
    try {
      documents = JsonLinesReaderTest.reader().read(new ImportFile("ns", file));
    } catch (ImportFailure unreadable) {
      assertThat(unreadable.getMessage()).startsWith("Cannot read ns/");
      return;
    }
    for (Supplier<StoredVector> document : documents) {
      try {
        assertThat(document.get().id()).isNotEmpty();
      } catch (RpcException refused) {
        assertThat(refused.text()).startsWith("Line ");
      }
    }
  }
}
