import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.pinecone.clients.Index;
import io.pinecone.clients.Pinecone;
import io.pinecone.exceptions.PineconeException;
import io.pinecone.exceptions.PineconeNotFoundException;
import io.pinecone.proto.FetchResponse;
import io.pinecone.proto.ListItem;
import io.pinecone.unsigned_indices_model.QueryResponseWithUnsignedIndices;
import io.pinecone.unsigned_indices_model.ScoredVectorWithUnsignedIndices;
import io.pinecone.unsigned_indices_model.VectorWithUnsignedIndices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.openapitools.db_control.client.model.IndexModel;

public class Catalog {
    public static List<String> run(Pinecone pinecone) {
        List<String> lines = new ArrayList<>();
        pinecone.createServerlessIndex("films", "cosine", 3, "aws", "us-east-1", "disabled", null);
        IndexModel model = pinecone.describeIndex("films");
        lines.add(model.getName() + " " + model.getMetric() + " " + model.getDimension());
        for (IndexModel other : pinecone.listIndexes().getIndexes()) {
            lines.add("listed " + other.getName());
        }

        Index index = pinecone.getIndexConnection("films");
        String[] genres = {"drama", "comedy", "drama"};
        List<VectorWithUnsignedIndices> vectors = new ArrayList<>();
        for (int i = 0; i < genres.length; i++) {
            Struct metadata = Struct.newBuilder()
                    .putFields("genre", Value.newBuilder().setStringValue(genres[i]).build())
                    .putFields("year", Value.newBuilder().setNumberValue(2019 + i).build())
                    .build();
            vectors.add(new VectorWithUnsignedIndices("film-" + i, Arrays.asList(1f, (float) i, 0f), metadata, null));
        }
        lines.add("upserted " + index.upsert(vectors, "en").getUpsertedCount());
        index.upsert("film-3", Arrays.asList(0f, 0f, 1f), "en");

        Struct filter = Struct.newBuilder()
                .putFields("genre", Value.newBuilder().setStringValue("drama").build())
                .putFields("year", Value.newBuilder().setStructValue(Struct.newBuilder()
                        .putFields("$gte", Value.newBuilder().setNumberValue(2020).build())
                        .build()).build())
                .build();
        QueryResponseWithUnsignedIndices found =
                index.query(10, Arrays.asList(1f, 0f, 0f), null, null, null, "en", filter, true, true);
        for (ScoredVectorWithUnsignedIndices match : found.getMatchesList()) {
            lines.add(match.getId() + " " + match.getMetadata().getFieldsOrThrow("genre").getStringValue()
                    + " " + match.getMetadata().getFieldsMap().get("year").getNumberValue()
                    + " " + match.getValuesList());
        }
        Struct either = Struct.newBuilder()
                .putFields("$or", Value.newBuilder().setListValue(ListValue.newBuilder()
                        .addValues(Value.newBuilder().setStructValue(Struct.newBuilder()
                                .putFields("genre", Value.newBuilder().setStructValue(Struct.newBuilder()
                                        .putFields("$in", Value.newBuilder().setListValue(ListValue.newBuilder()
                                                .addValues(Value.newBuilder().setStringValue("comedy").build())
                                                .build()).build())
                                        .build()).build())
                                .build()).build())
                        .addValues(Value.newBuilder().setStructValue(Struct.newBuilder()
                                .putFields("year", Value.newBuilder().setNumberValue(2019).build())
                                .build()).build())
                        .build()).build())
                .build();
        lines.add("either " + index.queryByVector(10, Arrays.asList(1f, 0f, 0f), "en", either).getMatchesList().size());

        index.update("film-3", null, Struct.newBuilder().putFields("genre", Value.newBuilder().setStringValue("noir").build()).build(), "en", null, null);
        FetchResponse fetched = index.fetch(Collections.singletonList("film-3"), "en");
        lines.add("fetched " + fetched.getVectorsOrThrow("film-3").getMetadata().getFieldsOrThrow("genre").getStringValue()
                + " " + fetched.getVectorsMap().get("film-3").getValuesList());
        for (ListItem item : index.list("en", "film-").getVectorsList()) {
            lines.add("id " + item.getId());
        }
        index.deleteByIds(Arrays.asList("film-0", "film-1"), "en");
        index.deleteByFilter(Struct.newBuilder().putFields("genre", Value.newBuilder().setStringValue("noir").build()).build(), "en");
        lines.add("left " + index.describeIndexStats().getNamespacesMap().get("en").getVectorCount()
                + " of " + index.describeIndexStats().getTotalVectorCount());
        try {
            pinecone.describeIndex("missing");
        } catch (PineconeNotFoundException e) {
            lines.add("not found");
        } catch (PineconeException e) {
            lines.add("failed");
        }
        pinecone.deleteIndex("films");
        return lines;
    }
}
