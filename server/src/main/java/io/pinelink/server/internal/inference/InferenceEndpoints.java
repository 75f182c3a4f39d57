package io.pinelink.server.internal.inference;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.inference.Embedding;
import io.pinelink.server.internal.http.ControlEndpoint;
import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RequestJson;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The endpoints of inference at the control plane's host: embed and rerank. */
public record InferenceEndpoints(ModelEmbedder embeddings) {
  /** Returns the paths of all operations. */
  public static PathTable<ControlEndpoint<InferenceEndpoints>> paths() {
    return new PathTable<ControlEndpoint<InferenceEndpoints>>()
        .on("embed", "POST /embed", (inference, call) -> answer(call, inference::embed))
        .on(
            "rerank",
            "POST /rerank",
            (inference, call) -> answer(call, InferenceEndpoints::rerank));
  }

  /** Answers a call; inference returns 400 for schema violations too, never 422. */
  private static ServerResponse answer(
      ServerCall call, Function<RequestJson, ObjectNode> operation) {
    try {
      return ServerResponse.json(200, operation.apply(RequestJson.parse(call.body())));
    } catch (ModelRefusal e) {
      throw ControlException.invalid(e.text());
    } catch (ControlException e) {
      throw e.status() == 422 ? ControlException.invalid(e.text()) : e;
    }
  }

  private static HostedModel model(RequestJson body) {
    return HostedModels.get(body.requiredText("model"));
  }

  private ObjectNode embed(RequestJson body) {
    HostedModel model = model(body);
    if (!model.embeds()) {
      throw new ModelRefusal("Model '" + model.name() + "' does not embed");
    }
    List<RequestJson> inputs = body.objects("inputs");
    if (inputs.isEmpty()) {
      throw new ModelRefusal("Must specify at least one input");
    }
    if (inputs.size() > model.maxBatchSize()) {
      throw new ModelRefusal(
          "Request has %s inputs, which exceeds the limit of %s of model '%s'"
              .formatted(inputs.size(), model.maxBatchSize(), model.name()));
    }
    ModelParameters parameters = ModelParameters.of(model, body.values("parameters"));
    ObjectNode response = PlainJson.object().put("model", model.name());
    response.put("vector_type", vectorType(model));
    ArrayNode data = response.putArray("data");
    int tokens = 0;
    for (RequestJson input : inputs) {
      ModelEmbedder.Embedded embedded =
          embeddings.embed(model, parameters, input.requiredText("text"));
      tokens += embedded.tokens();
      ObjectNode item = data.addObject().put("vector_type", vectorType(model));
      if (ModelEmbedder.isSparse(model)) {
        putSparse(item, embedded.embedding(), parameters.isTrue("return_tokens"));
      } else {
        putValues(item.putArray("values"), embedded.values());
      }
    }
    response.putObject("usage").put("total_tokens", tokens);
    return response;
  }

  private static String vectorType(HostedModel model) {
    return ModelEmbedder.isSparse(model) ? "sparse" : "dense";
  }

  private static void putSparse(ObjectNode item, Embedding embedding, boolean withTokens) {
    ArrayNode values = item.putArray("sparse_values");
    ArrayNode indices = item.putArray("sparse_indices");
    embedding
        .sparseValues()
        .ifPresent(
            sparse -> {
              putValues(values, sparse.values());
              for (int i = 0; i < sparse.size(); i++) {
                indices.add(sparse.index(i));
              }
            });
    if (withTokens) {
      ArrayNode tokens = item.putArray("sparse_tokens");
      embedding.sparseTokens().forEach(tokens::add);
    }
  }

  private static void putValues(ArrayNode array, float[] values) {
    for (float value : values) {
      array.add(value);
    }
  }

  private static ObjectNode rerank(RequestJson body) {
    HostedModel model = model(body);
    String query = body.requiredText("query");
    List<Map<String, @Nullable Object>> documents =
        body.objects("documents").stream().map(RequestJson::members).toList();
    if (documents.isEmpty()) {
      throw new ModelRefusal("At least one document is required");
    }
    int topN = body.integer("top_n").orElse(documents.size());
    if (topN < 1) {
      throw new ModelRefusal("top_n must be at least 1, got " + topN);
    }
    boolean withDocuments = body.bool("return_documents").orElse(true);
    Reranker reranker =
        new Reranker(model, body.textList("rank_fields"), body.values("parameters"));
    ObjectNode response = PlainJson.object().put("model", model.name());
    ArrayNode data = response.putArray("data");
    reranker.rank(query, documents).stream()
        .limit(topN)
        .forEach(
            ranked -> {
              ObjectNode item = data.addObject();
              item.put("index", ranked.index()).put("score", ranked.score());
              if (withDocuments) {
                PlainJson.put(item, "document", documents.get(ranked.index()));
              }
            });
    response.putObject("usage").put("rerank_units", Reranker.units(documents.size()));
    return response;
  }
}
