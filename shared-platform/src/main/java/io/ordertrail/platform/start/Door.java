package io.ordertrail.platform.start;

import io.ordertrail.platform.settings.WrongSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Looks whether the port can be opened, which would otherwise be found out when everything else is built. */
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class Door implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** @throws WrongSettings if it cannot */
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        String address = environment.getRequiredProperty("server.address");
        int port = environment.getRequiredProperty("server.port", Integer.class);
        InetAddress here = here(address);
        try {
            open(here, port);
        } catch (IOException e) {
            throw new WrongSettings(List.of(port < 1_024 && !isInUse(e)
                    ? "Port %d cannot be opened by this user (%s). Set SERVER_PORT to one from 1024 on.".formatted(port, e.getMessage())
                    : "Port %d at %s is in use. Stop what uses it, or set SERVER_PORT to another; 0 takes a free one.".formatted(port,
                            address)));
        }
    }

    private static InetAddress here(String address) {
        try {
            InetAddress here = InetAddress.getByName(address);
            open(here, 0);
            return here;
        } catch (UnknownHostException e) {
            throw new WrongSettings(List.of("server.address (SERVER_ADDRESS) is '%s', which nobody knows.".formatted(address)));
        } catch (IOException e) {
            throw new WrongSettings(List.of("server.address (SERVER_ADDRESS) is '%s', which is no address of this machine: %s."
                    .formatted(address, e.getMessage())));
        }
    }

    private static void open(InetAddress address, int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        }
    }

    private static boolean isInUse(IOException failure) {
        return String.valueOf(failure.getMessage()).contains("in use");
    }
}
