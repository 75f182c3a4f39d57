import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.pinecone.clients.Index;
import io.pinecone.clients.Pinecone;
import io.pinecone.proto.UpsertResponse;
import io.pinecone.unsigned_indices_model.VectorWithUnsignedIndices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import static io.pinecone.commons.IndexInterface.buildUpsertVectorWithUnsignedIndices;

class UpsertVectors {
    void run() throws Exception {
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();
        Index index = pinecone.getIndexConnection("example-index");
        // Vector ids to be upserted
        List<String> upsertIds = Arrays.asList("v1", "v2", "v3");

        // List of values to be upserted
        List<List<Float>> values = new ArrayList<>();
        values.add(Arrays.asList(1.0f, 2.0f, 3.0f));
        values.add(Arrays.asList(4.0f, 5.0f, 6.0f));
        values.add(Arrays.asList(7.0f, 8.0f, 9.0f));

        // List of sparse indices to be upserted
        List<List<Long>> sparseIndices = new ArrayList<>();
        sparseIndices.add(Arrays.asList(1L, 2L, 3L));
        sparseIndices.add(Arrays.asList(4L, 5L, 6L));
        sparseIndices.add(Arrays.asList(7L, 8L, 9L));

        // List of sparse values to be upserted
        List<List<Float>> sparseValues = new ArrayList<>();
        sparseValues.add(Arrays.asList(1000f, 2000f, 3000f));
        sparseValues.add(Arrays.asList(4000f, 5000f, 6000f));
        sparseValues.add(Arrays.asList(7000f, 8000f, 9000f));

        List<VectorWithUnsignedIndices> vectors = new ArrayList<>(3);

        // metadata to be upserted
        Struct metadataStruct1 = Struct.newBuilder()
        .putFields("genre", Value.newBuilder().setStringValue("action").build())
        .putFields("year", Value.newBuilder().setNumberValue(2019).build())
        .build();

        Struct metadataStruct2 = Struct.newBuilder()
        .putFields("genre", Value.newBuilder().setStringValue("thriller").build())
        .putFields("year", Value.newBuilder().setNumberValue(2020).build())
        .build();

        Struct metadataStruct3 = Struct.newBuilder()
        .putFields("genre", Value.newBuilder().setStringValue("comedy").build())
        .putFields("year", Value.newBuilder().setNumberValue(2021).build())
        .build();
        List<Struct> metadataStructList = Arrays.asList(metadataStruct1, metadataStruct2, metadataStruct3);

        // Upsert data
        for (int i=0; i<metadataStructList.size(); i++) {
            vectors.add(buildUpsertVectorWithUnsignedIndices(upsertIds.get(i), values.get(i), sparseIndices.get(i), sparseValues.get(i), metadataStructList.get(i)));
        }
        UpsertResponse upsertResponse = index.upsert(vectors, "example-namespace");
    }
}
