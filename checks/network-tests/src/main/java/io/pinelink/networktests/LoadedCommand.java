package io.pinelink.networktests;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The classes of {@code pinelink.jar} in this JVM, apart from the classes of the scenarios.
 * Commands run as they do in a process of their own, without the start of a JVM, which is most of
 * their time. A command that needs other settings of the JVM or of the machine is a {@link
 * CommandRun}.
 */
final class LoadedCommand {
  private static final Map<Path, LoadedCommand> LOADED = new ConcurrentHashMap<>();

  private final Method commandLine;
  private final Method setOut;
  private final Method setErr;
  private final Method execute;

  private LoadedCommand(ClassLoader classes) throws ReflectiveOperationException {
    commandLine = classes.loadClass("io.pinelink.cli.Main").getMethod("commandLine", Map.class);
    Class<?> line = commandLine.getReturnType();
    setOut = line.getMethod("setOut", PrintWriter.class);
    setErr = line.getMethod("setErr", PrintWriter.class);
    execute = line.getMethod("execute", String[].class);
  }

  /** Returns the classes of a jar, which are loaded once. */
  static LoadedCommand of(Path jar) {
    return LOADED.computeIfAbsent(jar, LoadedCommand::load);
  }

  private static LoadedCommand load(Path jar) {
    try {
      URL[] urls = {jar.toUri().toURL()};
      return new LoadedCommand(new URLClassLoader(urls, ClassLoader.getPlatformClassLoader()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(jar + " is not the command line", e);
    }
  }

  /** Runs a command that reads no standard input. The API key is passed in its environment. */
  CommandRun run(String apiKey, List<String> args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(commandLine.getDeclaringClass().getClassLoader());
    try {
      Object line = commandLine.invoke(null, Map.of("PINECONE_API_KEY", apiKey));
      setOut.invoke(line, new PrintWriter(out, true));
      setErr.invoke(line, new PrintWriter(err, true));
      Object code = execute.invoke(line, (Object) args.toArray(String[]::new));
      return new CommandRun((Integer) code, out.toString(), err.toString());
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("pinelink " + String.join(" ", args), e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
