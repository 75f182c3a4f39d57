package io.pinelink.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;

/**
 * A JVM that runs commands in its directory and with its environment, as a shell does, one after
 * the other: each line of its input describes one, each line of its output is a result.
 */
final class ExampleProgram {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ExampleProgram() {}

  public static void main(String... args) throws Exception {
    PrintStream results = System.out;
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      results.println(JSON.writeValueAsString(run(JSON.readTree(line))));
    }
    System.exit(0);
  }

  private static ObjectNode run(JsonNode command) throws Exception {
    Output out = new Output();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setIn(new ByteArrayInputStream(command.get("input").binaryValue()));
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    List<String> arguments = new ArrayList<>();
    command.get("arguments").forEach(argument -> arguments.add(argument.textValue()));
    Map<String, String> environment = new TreeMap<>(System.getenv());
    for (Map.Entry<String, JsonNode> variable : command.get("environment").properties()) {
      environment.put(variable.getKey(), variable.getValue().textValue());
    }

    CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              exitCode.complete(execute(environment, arguments));
              out.lineWritten.countDown();
            },
            "example");
    thread.start();
    if (command.get("endless").booleanValue()) {
      out.lineWritten.await();
      thread.interrupt();
    }
    ObjectNode result = JSON.createObjectNode();
    result.put("exitCode", exitCode.get());
    result.put("out", out.toByteArray());
    result.put("err", err.toByteArray());
    return result;
  }

  private static int execute(Map<String, String> environment, List<String> arguments) {
    CommandLine line = Main.commandLine(environment);
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    try {
      return line.execute(arguments.toArray(String[]::new));
    } catch (RuntimeException e) {
      e.printStackTrace();
      return -1;
    }
  }

  /** Standard output, which reports when it has a line: endless commands are then ready. */
  private static final class Output extends ByteArrayOutputStream {
    final CountDownLatch lineWritten = new CountDownLatch(1);

    @Override
    public synchronized void write(int b) {
      super.write(b);
      seen();
    }

    @Override
    public synchronized void write(byte[] b, int off, int len) {
      super.write(b, off, len);
      seen();
    }

    private void seen() {
      if (count > 0 && buf[count - 1] == '\n') {
        lineWritten.countDown();
      }
    }
  }
}
