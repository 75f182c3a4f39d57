import io.pinelink.Pinelink;
import io.pinelink.control.CollectionDescription;

class CreateCollection {
    void run() throws Exception {
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();
        String collectionName = "example-collection";
        String sourceIndex = "an-index-you-want-a-static-copy-of";

        CollectionDescription collectionModel = pinecone.controlPlane().createCollection(collectionName, sourceIndex);
    }
}
