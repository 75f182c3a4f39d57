package io.pinelink.rewrite;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.openrewrite.InMemoryExecutionContext;
import org.openrewrite.Parser;
import org.openrewrite.Recipe;
import org.openrewrite.Result;
import org.openrewrite.SourceFile;
import org.openrewrite.config.Environment;
import org.openrewrite.config.YamlResourceLoader;
import org.openrewrite.internal.InMemoryLargeSourceSet;
import org.openrewrite.java.JavaParser;

/** Runs the recipe on sources, as the plug-ins do, and compiles what it makes of them. */
final class Migration {
  static final Path OFFICIAL = Path.of("src/test/resources/official");
  static final Path PROGRAMS = Path.of("src/test/resources/programs");
  static final Path PINELINK = Path.of("src/test/resources/pinelink");

  private Migration() {}

  /** Loads the recipe alone: a scan of the class path takes seconds. */
  static Recipe recipe() {
    Path file = Path.of("src/main/resources/META-INF/rewrite/pinelink.yml");
    try (InputStream in = Files.newInputStream(file)) {
      return Environment.builder()
          .load(new YamlResourceLoader(in, file.toUri(), new Properties()))
          .build()
          .activateRecipes("io.pinelink.rewrite.MoveFromPineconeClient");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the sources by their paths, moved; those that nothing changes are the same. */
  static Map<String, String> move(Map<String, String> sources) {
    List<Parser.Input> inputs = new ArrayList<>();
    sources.forEach((path, text) -> inputs.add(Parser.Input.fromString(Path.of(path), text)));
    InMemoryExecutionContext context = context();
    JavaParser parser = JavaParser.fromJavaVersion().classpath(classPath()).build();
    return run(parser.parseInputs(inputs, null, context).toList(), context);
  }

  static Map<String, String> run(List<SourceFile> parsed, InMemoryExecutionContext context) {
    Map<String, String> moved = new LinkedHashMap<>();
    parsed.forEach(file -> moved.put(file.getSourcePath().toString(), file.printAll()));
    for (Result result :
        recipe().run(new InMemoryLargeSourceSet(parsed), context).getChangeset().getAllResults()) {
      SourceFile after = result.getAfter();
      if (after == null) {
        throw new AssertionError("a file was deleted: " + result);
      }
      moved.put(after.getSourcePath().toString(), after.printAll());
    }
    return moved;
  }

  static InMemoryExecutionContext context() {
    return new InMemoryExecutionContext(
        failure -> {
          throw new AssertionError(failure);
        });
  }

  /** Returns the jars that a program of the official client is compiled against. */
  private static List<Path> classPath() {
    return Stream.of(
            io.pinecone.clients.Pinecone.class,
            com.google.protobuf.Struct.class,
            com.google.common.util.concurrent.ListenableFuture.class,
            okhttp3.OkHttpClient.class,
            io.grpc.StatusRuntimeException.class,
            io.grpc.stub.AbstractStub.class,
            io.pinelink.Pinelink.class)
        .map(Migration::place)
        .toList();
  }

  static Path place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Map<String, String> read(Path folder, String... names) {
    Map<String, String> sources = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".java") && (names.length == 0 || List.of(names).contains(name))) {
          sources.put(folder.relativize(file).toString(), Files.readString(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sources;
  }

  /** An error of the compiler. */
  record Failure(String path, long line, String message) {}

  /** Compiles sources against Pinelink's jars alone, and returns what the compiler refuses. */
  static List<Failure> compile(Map<String, String> sources, Path target, Class<?>... libraries) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    List<Path> jars = new ArrayList<>();
    jars.add(place(io.pinelink.Pinelink.class));
    Stream.of(libraries).map(Migration::place).forEach(jars::add);
    compiler
        .getTask(
            new StringWriter(),
            null,
            problems,
            List.of(
                "-proc:none",
                "-nowarn",
                "-Xmaxerrs",
                "1000",
                "-d",
                target.toString(),
                "-cp",
                String.join(
                    java.io.File.pathSeparator, jars.stream().map(Path::toString).toList())),
            null,
            sources.entrySet().stream()
                .map(source -> (JavaFileObject) new SourceText(source.getKey(), source.getValue()))
                .toList())
        .call();
    return problems.getDiagnostics().stream()
        .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
        .map(
            problem ->
                new Failure(
                    problem.getSource() instanceof SourceText text ? text.path : "",
                    problem.getLineNumber(),
                    problem.getMessage(null)))
        .toList();
  }

  private static final class SourceText extends javax.tools.SimpleJavaFileObject {
    private final String path;
    private final String text;

    SourceText(String path, String text) {
      super(java.net.URI.create("string:///" + path), Kind.SOURCE);
      this.path = path;
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
