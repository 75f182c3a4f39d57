package io.pinelink.cli.demo;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.cli.connection.LibraryLogs;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.Table;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.Filter;
import io.pinelink.model.Match;
import io.pinelink.model.Metadata;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.Vector;
import io.pinelink.network.ProxyOptions;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.server.RecordedRequest;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Searches a dictionary by meaning on the private route of an embedded server. */
@Command(
    name = "demo",
    description =
        "Shows what Pinelink does, in a few seconds, without an account and without a network:"
            + " starts a server in this process, creates an index over its control plane, and"
            + " writes, searches, changes and deletes nouns of WordNet on its private route, with"
            + " TLS and embeddings of their meanings. Prints the requests that the server"
            + " received on each listener.",
    exitCodeListHeading = "%nExit code:%n",
    exitCodeList = {
      "0:no data call used the public route",
      "1:failed, or a data call was public",
      "2:invalid usage"
    })
public final class DemoCommand implements Callable<Integer> {
  private static final String INDEX = "dictionary";
  private static final String NAMESPACE = "nouns";
  private static final int BATCH = 100;
  private static final int SHOWN = 3;
  private static final int MEANING_WIDTH = 45;
  private static final String ANIMALS = "noun.animal";

  @Spec CommandSpec command = CommandSpec.create();

  @Option(
      names = "--query",
      paramLabel = "TEXT",
      description =
          "A text to search for; repeat it for more. Its embedding is the sum of one vector for"
              + " each word, which approximates the model all-MiniLM-L6-v2. Default: texts whose"
              + " embeddings are the model's.")
  List<String> queries = new ArrayList<>();

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "The number of nouns to write, 1 to 3000. Default: 3000.")
  int count = 3_000;

  @Override
  public Integer call() {
    DemoDictionary dictionary = DemoDictionary.load();
    if (count < 1 || count > dictionary.nouns().size()) {
      throw refused("--count is " + count + ", expected 1 to " + dictionary.nouns().size());
    }
    List<String> texts = queries.isEmpty() ? List.copyOf(dictionary.texts()) : queries;
    Map<String, float[]> embeddings = new LinkedHashMap<>();
    for (String text : texts) {
      try {
        embeddings.put(text, dictionary.embed(text));
      } catch (IllegalArgumentException e) {
        throw refused(String.valueOf(e.getMessage()));
      }
    }
    LibraryLogs.silence();
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client =
            server
                .clientBuilder()
                .proxy(ProxyOptions.none())
                .routePolicy(RoutePolicy.privateRequired())
                .build()) {
      run(client, dictionary, embeddings);
      return requests(server);
    }
  }

  private ParameterException refused(String reason) {
    return new ParameterException(command.commandLine(), reason);
  }

  private PrintWriter out() {
    return command.commandLine().getOut();
  }

  private void run(Pinelink client, DemoDictionary dictionary, Map<String, float[]> embeddings) {
    client
        .controlPlane()
        .createIndex(
            CreateIndexRequest.dense(
                INDEX, dictionary.dimension(), IndexSpec.serverless(Cloud.AWS, "us-east-1")));
    Index index = client.index(INDEX).namespace(NAMESPACE);
    print("route: " + index.route());
    List<Vector> vectors = dictionary.nouns().subList(0, count);
    for (int from = 0; from < vectors.size(); from += BATCH) {
      index.upsert(vectors.subList(from, Math.min(from + BATCH, vectors.size())));
    }
    print("wrote " + count + " nouns of WordNet 3.1, " + dictionary.dimension() + " values each");

    embeddings.forEach((text, embedding) -> show(quoted(text), search(index, embedding)));
    Map.Entry<String, float[]> last = List.copyOf(embeddings.entrySet()).get(embeddings.size() - 1);
    show(
        quoted(last.getKey()) + ", only " + ANIMALS,
        index
            .query(query(last.getValue()).filter(Filter.eq(DemoDictionary.TOPIC, ANIMALS)).build())
            .matches());
    change(index, embeddings.entrySet().iterator().next());
    out().flush();
  }

  /** Updates the best match of a text and deletes it; the next query shows each change. */
  private void change(Index index, Map.Entry<String, float[]> query) {
    Match best = search(index, query.getValue()).get(0);
    String word = best.metadata().string(DemoDictionary.WORD).orElse(best.id());
    index.update(
        UpdateRequest.builder(best.id())
            .metadata(Metadata.of(DemoDictionary.WORD, word + " (seen)"))
            .build());
    show(quoted(query.getKey()) + ", after an update", search(index, query.getValue()));
    index.delete(DeleteRequest.byIds(best.id()));
    show(quoted(query.getKey()) + ", after a delete", search(index, query.getValue()));
  }

  private static List<Match> search(Index index, float[] embedding) {
    return index.query(query(embedding).build()).matches();
  }

  private static QueryRequest.Builder query(float[] embedding) {
    return QueryRequest.builder().vector(embedding).topK(SHOWN).includeMetadata();
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private void show(String title, List<Match> matches) {
    Table table = Table.of("score", "word", "topic", "meaning");
    for (Match match : matches) {
      table.row(
          match.score(),
          match.metadata().string(DemoDictionary.WORD).orElse(null),
          match.metadata().string(DemoDictionary.TOPIC).orElse(null),
          match.metadata().string(DemoDictionary.MEANING).map(DemoCommand::cut).orElse(null));
    }
    print("");
    print(title);
    out().print(table.text(false));
  }

  private static String cut(String meaning) {
    return meaning.length() <= MEANING_WIDTH
        ? meaning
        : meaning.substring(0, MEANING_WIDTH - 1) + "…";
  }

  /** Prints the requests by listener, and returns the exit code. */
  private int requests(EmbeddedPinecone server) {
    Map<String, Long> seen =
        server.requests().stream()
            .collect(Collectors.groupingBy(DemoCommand::text, TreeMap::new, Collectors.counting()));
    Table table = Table.of("requests", "listener", "host", "call");
    seen.forEach(
        (text, times) -> {
          String[] parts = text.split(" ", 3);
          table.row(times, parts[0], parts[1], parts[2]);
        });
    print("");
    out().print(table.text(false));
    long open =
        server.requests().stream().filter(r -> r.listener() == Listener.PUBLIC_DATA).count();
    print("");
    print("data calls on the public route: " + open);
    out().flush();
    return open == 0 ? ExitCode.DONE.code() : ExitCode.FAILED.code();
  }

  private static String text(RecordedRequest request) {
    return "%s %s %s %s"
        .formatted(request.listener(), request.authority(), request.method(), request.path());
  }

  private void print(String line) {
    out().print(line + "\n");
  }
}
