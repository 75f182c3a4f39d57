import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.PinelinkException;
import io.pinelink.model.*;
import io.pinelink.routing.Cloud;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

public class Catalog {
    public static List<String> run(Pinelink pinecone) {
        List<String> lines = new ArrayList<>();
        pinecone.controlPlane().createIndex(CreateIndexRequest.builder("films", IndexSpec.serverless(Cloud.AWS, "us-east-1")).dimension(3).metric(Metric.COSINE).build());
        IndexDescription model = pinecone.controlPlane().describeIndex("films");
        lines.add(model.name() + " " + model.metric().map(Metric::value).orElse(null) + " " + model.dimension().orElseThrow());
        for (IndexDescription other : pinecone.controlPlane().listIndexes().items()) {
            lines.add("listed " + other.name());
        }

        Index index = pinecone.index("films");
        String[] genres = {"drama", "comedy", "drama"};
        List<Vector> vectors = new ArrayList<>();
        for (int i = 0; i < genres.length; i++) {
            Metadata metadata = Metadata.builder().put("genre", genres[i]).put("year", 2019 + i).build();
            vectors.add(Vector.builder("film-" + i).values(1f, (float) i, 0f).metadata(metadata).build());
        }
        lines.add("upserted " + Math.toIntExact(index.namespace("en").upsert(vectors).upsertedCount()));
        index.namespace("en").upsert(List.of(Vector.of("film-3", new float[]{0f, 0f, 1f})));

        Filter filter = Filter.allOf(Filter.eq("genre", "drama"), Filter.gte("year", 2020));
        QueryResponse found =
                index.namespace("en").query(QueryRequest.builder().vector(1f, 0f, 0f).topK(10).filter(filter).includeValues().includeMetadata().build());
        for (Match match : found.matches()) {
            lines.add(match.id() + " " + match.metadata().string("genre").orElseThrow()
                    + " " + match.metadata().number("year").orElseThrow()
                    + " " + match.vector().valuesAsList());
        }
        Filter either = Filter.anyOf(Filter.in("genre", "comedy"), Filter.eq("year", 2019));
        lines.add("either " + index.namespace("en").query(QueryRequest.builder().vector(1f, 0f, 0f).topK(10).filter(either).build()).matches().size());

        index.namespace("en").update(UpdateRequest.builder("film-3").metadata(Metadata.of("genre", "noir")).build());
        FetchResponse fetched = index.namespace("en").fetch(FetchRequest.byIds(Collections.singletonList("film-3")));
        lines.add("fetched " + fetched.vectors().get("film-3").metadata().string("genre").orElseThrow()
                + " " + fetched.vectors().get("film-3").valuesAsList());
        for (String item : index.namespace("en").listIds(ListIdsRequest.builder().prefix("film-").build()).items()) {
            lines.add("id " + item);
        }
        index.namespace("en").delete(DeleteRequest.byIds(Arrays.asList("film-0", "film-1")));
        index.namespace("en").delete(DeleteRequest.matching(Filter.eq("genre", "noir")));
        lines.add("left " + Math.toIntExact(index.describeIndexStats().namespaces().get("en"))
                + " of " + Math.toIntExact(index.describeIndexStats().totalVectorCount()));
        try {
            pinecone.controlPlane().describeIndex("missing");
        } catch (NotFoundException e) {
            lines.add("not found");
        } catch (PinelinkException e) {
            lines.add("failed");
        }
        pinecone.controlPlane().deleteIndex("films");
        return lines;
    }
}
