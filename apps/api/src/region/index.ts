export const regionControllers = [];
