package io.pinelink.moduletests;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import io.pinelink.files.ImportWriter;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests applications that run as modules, in JVMs of their own. */
class ModulePathTest {
  private static final Path SOURCES = Path.of("src/test/modules");

  @TempDir Path directory;

  /** The transports are services, so the module system finds them and what they require. */
  @Test
  void anApplicationRequiresOnlyCore() throws Exception {
    List<Path> modulePath = new ArrayList<>(ModulePath.ofApplication());
    Path classes = compile("client", modulePath);
    modulePath.add(classes);

    try (EmbeddedPinecone server = EmbeddedPinecone.start()) {
      Path authority = Files.writeString(directory.resolve("ca.pem"), server.authority().pem());
      String printed =
          run(
              List.of("-p", ModulePath.join(modulePath), "-m", "com.example.client/app.Main"),
              "https://localhost:" + server.address(Listener.CONTROL).getPort(),
              authority.toString(),
              String.valueOf(server.address(Listener.PRIVATE_DATA).getPort()),
              EmbeddedPinecone.API_KEY);

      assertThat(printed.lines())
          .containsExactly("GRPC a", "REST a", "module io.pinelink in module com.example.client");
    }
  }

  /** Full-text search is in the server's module, and Parquet on the class path. */
  @Test
  void theServerHasItsLibrariesAndFindsTheOptionalOne() throws Exception {
    List<Path> modulePath = new ArrayList<>(ModulePath.ofApplication());
    modulePath.add(ModulePath.of(ImportWriter.class));
    modulePath.add(ModulePath.of(CsvReader.class));
    List<Path> classPath = new ArrayList<>(ModulePath.ofLibraries());
    classPath.removeAll(modulePath);
    Path classes = compile("server", modulePath);
    modulePath.add(classes);

    String printed =
        run(
            List.of(
                "-p",
                ModulePath.join(modulePath),
                "-cp",
                ModulePath.join(classPath),
                "-m",
                "com.example.server/app.Main"),
            Files.createDirectory(directory.resolve("bucket")).toString());

    assertThat(printed.lines()).containsExactly("imported 2", "found Spring tides");
  }

  /** Compiles an application with every lint that users may have. */
  private Path compile(String name, List<Path> modulePath) throws IOException {
    Path classes = Files.createDirectory(directory.resolve(name));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-Xlint:all",
                "-Werror",
                // Without this option, it is the class path of the tests.
                "-cp",
                classes.toString(),
                "-p",
                ModulePath.join(modulePath),
                "-d",
                classes.toString()));
    try (Stream<Path> sources = Files.walk(SOURCES.resolve(name))) {
      sources.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
    }
    int result =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(System.out, System.err, arguments.toArray(String[]::new));
    assertThat(result).isZero();
    return classes;
  }

  /** Returns what {@code java} prints to standard output. It must print no errors. */
  private String run(List<String> options, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    command.addAll(List.of(arguments));
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as("errors: %s", Files.readString(err)).isZero();
    return Files.readString(out, StandardCharsets.UTF_8);
  }
}
