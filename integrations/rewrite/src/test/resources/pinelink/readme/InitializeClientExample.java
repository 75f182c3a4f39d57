import io.pinelink.Pinelink;

public class InitializeClientExample {
    public static void main(String[] args) {
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();
    }
}
