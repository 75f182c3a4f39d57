import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.model.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class UpsertVectors {
    void run() throws Exception {
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();
        Index index = pinecone.index("example-index");
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

        List<Vector> vectors = new ArrayList<>(3);

        // metadata to be upserted
        Metadata metadataStruct1 = Metadata.builder().put("genre", "action").put("year", 2019).build();

        Metadata metadataStruct2 = Metadata.builder().put("genre", "thriller").put("year", 2020).build();

        Metadata metadataStruct3 = Metadata.builder().put("genre", "comedy").put("year", 2021).build();
        List<Metadata> metadataStructList = Arrays.asList(metadataStruct1, metadataStruct2, metadataStruct3);

        // Upsert data
        for (int i=0; i<metadataStructList.size(); i++) {
            vectors.add(Vector.builder(upsertIds.get(i)).values(DenseValues.copyOf(values.get(i)).values()).sparseValues(SparseValues.copyOf(sparseIndices.get(i), sparseValues.get(i))).metadata(metadataStructList.get(i)).build());
        }
        UpsertResponse upsertResponse = index.namespace("example-namespace").upsert(vectors);
    }
}
